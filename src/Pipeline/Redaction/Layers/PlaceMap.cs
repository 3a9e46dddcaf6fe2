namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>
/// Moves claims on an unfolded copy to where the bytes stand in the text, by going through the text's units once for
/// the starts and once for the ends.
/// </summary>
internal static class PlaceMap
{
    internal static void Move(ReadOnlySpan<byte> text, Span<Edit> edits)
    {
        edits.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var starts = new UnitWalk(text);
        foreach (ref Edit edit in edits)
        {
            edit.Start = starts.StartOf(edit.Start);
        }

        edits.Sort(static (one, other) => one.End.CompareTo(other.End));
        var ends = new UnitWalk(text);
        foreach (ref Edit edit in edits)
        {
            edit.End = ends.EndOf(edit.End);
        }
    }
}
