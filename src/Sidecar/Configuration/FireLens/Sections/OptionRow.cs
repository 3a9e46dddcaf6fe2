namespace PhiLens.Sidecar.Configuration.FireLens.Sections;

/// <summary>One option of a section.</summary>
/// <param name="Name">Its key, in lower case; a dot at the end stands for every key that begins so.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Text">What it becomes, why it changes nothing, or why it is refused and what to do.</param>
internal sealed record OptionRow(string Name, OptionFate Fate, string Text)
{
    /// <summary>An option that is read.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="text">What it becomes.</param>
    public static OptionRow Kept(string name, string text) => new(name, OptionFate.Kept, text);

    /// <summary>An option that changes nothing here.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="text">Why.</param>
    public static OptionRow Meaningless(string name, string text) => new(name, OptionFate.Meaningless, text);

    /// <summary>An option that is an error.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="text">Why, and what to do; to be read after the key.</param>
    public static OptionRow Refused(string name, string text) => new(name, OptionFate.Refused, text);
}
