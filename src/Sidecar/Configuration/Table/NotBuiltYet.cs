namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>Says that (part of) a setting belongs to a part that this version does not have.</summary>
/// <param name="Part">The part's name, to be read before "is not built yet".</param>
/// <param name="Accepts">The values that ask nothing of it, besides none at all.</param>
internal sealed record NotBuiltYet(string Part, params string[] Accepts)
{
    /// <summary>Whether the text asks nothing of the part.</summary>
    /// <param name="text">The setting's text.</param>
    public bool Allows(string text) =>
        text.Length == 0 || Accepts.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule, to be read after the setting's name.</summary>
    public string Rule => Accepts.Length == 0
        ? $"must be left out: {Part} is not built in this version yet"
        : $"accepts only {Values.Words.Either(Accepts)}: {Part} is not built in this version yet";
}
