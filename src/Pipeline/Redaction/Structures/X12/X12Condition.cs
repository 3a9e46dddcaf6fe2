namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>What must stand in a segment, or in the party that it belongs to, for a rule to hold.</summary>
/// <param name="Element">An element's number; 0 for the first element of the last NM1 or N1.</param>
/// <param name="Values">The values that it may have.</param>
internal sealed record X12Condition(int Element, ulong[] Values)
{
    /// <summary>The number that stands for the party.</summary>
    internal const int Party = 0;

    internal bool Holds(ulong value) => value != 0 && Array.IndexOf(Values, value) >= 0;
}
