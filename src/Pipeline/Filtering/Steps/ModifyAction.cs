namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>What a <see cref="ModifyStep"/> does.</summary>
public enum ModifyAction
{
    /// <summary>Gives a field a value, whether it is there or not; it is then the last.</summary>
    Set,

    /// <summary>Adds a field at the end, if it is not there.</summary>
    Add,

    /// <summary>Takes a field out.</summary>
    Remove,

    /// <summary>Takes every field out whose name begins with the key.</summary>
    RemoveWildcard,

    /// <summary>Renames a field in its place, unless the other name is there.</summary>
    Rename,

    /// <summary>Renames a field in its place, over the other name.</summary>
    HardRename,

    /// <summary>Copies a field to the place behind it, unless the other name is there.</summary>
    Copy,

    /// <summary>Copies a field to the place behind it, over the other name.</summary>
    HardCopy,
}
