namespace PhiLens.Bench.Corpora.Marking;

/// <summary>A part of a record about which the generator knows the truth.</summary>
/// <param name="Type">The type of PHI, one of <see cref="PhiType"/>; for a decoy what it is.</param>
/// <param name="Value">The value as a person would say it, before any escape.</param>
/// <param name="Start">Where it stands in the text, in UTF-16 units.</param>
/// <param name="Length">Its length there.</param>
/// <param name="Expected">How it is to be found; null for a decoy, which must survive.</param>
public readonly record struct Mark(string Type, string Value, int Start, int Length, Expectation? Expected)
{
    /// <summary>Whether it is harmless and must survive.</summary>
    public bool IsDecoy => Expected is null;
}
