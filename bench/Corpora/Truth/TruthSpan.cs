using System.Text.Json.Serialization;
using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Truth;

/// <summary>A piece of PHI, or a decoy, within a line.</summary>
/// <param name="Type">A name of <see cref="PhiType"/>, or what a decoy is.</param>
/// <param name="Value">The value as a person would say it.</param>
/// <param name="Written">How the line writes it; bytes that are no UTF-8 read as U+FFFD.</param>
/// <param name="Offset">Its first byte within the line.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Expected">How it is to be found; null for a decoy.</param>
public sealed record TruthSpan(string Type, string Value, string Written, int Offset, int Length, Expectation? Expected)
{
    /// <summary>The first byte behind it.</summary>
    [JsonIgnore]
    public int End => Offset + Length;
}
