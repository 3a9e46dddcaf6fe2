namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>What a rule of <c>modify</c> does.</summary>
internal enum ModifyAction
{
    /// <summary>Gives a field a value, whether it is there or not.</summary>
    Set,

    /// <summary>Adds a field, if it is not there.</summary>
    Add,

    /// <summary>Takes a field out.</summary>
    Remove,

    /// <summary>Takes every field out whose name begins with the key.</summary>
    RemoveWildcard,

    /// <summary>Renames a field, unless the other name is there.</summary>
    Rename,

    /// <summary>Renames a field, over the other name.</summary>
    HardRename,

    /// <summary>Copies a field, unless the other name is there.</summary>
    Copy,

    /// <summary>Copies a field, over the other name.</summary>
    HardCopy,
}
