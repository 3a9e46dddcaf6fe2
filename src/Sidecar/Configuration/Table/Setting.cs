namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>One row of the table of settings.</summary>
internal abstract class Setting
{
    /// <summary>What every variable begins with.</summary>
    public const string Prefix = "PHILENS_";

    /// <summary>The key as the .NET configuration writes it: <c>LOG:LEVEL</c>.</summary>
    public required string Key { get; init; }

    /// <summary>One sentence without its full stop.</summary>
    public required string Description { get; init; }

    /// <summary>The text that holds when nobody says anything; may be empty.</summary>
    public string Default { get; init; } = "";

    /// <summary>The default in words, where it is no fixed text.</summary>
    public string? DefaultInWords { get; init; }

    /// <summary>Whether the value must never be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Variables of the AWS SDKs that give the default, the first one first.</summary>
    public IReadOnlyList<string> AwsVariables { get; init; } = [];

    /// <summary>What the value of an AWS variable is called here.</summary>
    public Func<string, string> FromAws { get; init; } = static text => text;

    /// <summary>Set when the setting, or some of its values, belong to a part that is not built yet.</summary>
    public NotBuiltYet? NotBuilt { get; init; }

    /// <summary>The environment variable's full name.</summary>
    public string Variable => Prefix + Key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What the table calls the kind of its value.</summary>
    public abstract string KindName { get; }

    /// <summary>Whether its parts have names, as tags do.</summary>
    public abstract bool HasNamedParts { get; }
}
