using System.Buffers;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// Finds where a text may be cut that goes on beyond what is known of it: not within a claim, not between a keyword and
/// its value, and not within a character.
/// </summary>
internal static class SafeCut
{
    /// <summary>
    /// How much of the end is looked at: longer than anything that detectors find but keys and blobs.
    /// </summary>
    private const int Tail = 16 * 1024;

    /// <summary>How much of the end stays for the next part, where the text allows it.</summary>
    private const int HoldBack = 4 * 1024;

    /// <summary>A key and its value, or a keyword and what follows, do not stand on two sides of these.</summary>
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",;\n\r}]&|~"u8);

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t"u8);

    /// <summary>Where the tail of a text begins.</summary>
    internal static int TailOf(ReadOnlySpan<byte> text) =>
        text.Length <= Tail ? 0 : Utf8Border.AtOrBefore(text, text.Length - Tail);

    /// <summary>Where the tail may be cut.</summary>
    /// <param name="tail">The end of the text.</param>
    /// <param name="edits">The claims in it.</param>
    /// <returns>The length of the part before the cut; 0 when a claim leaves none.</returns>
    internal static int In(ReadOnlySpan<byte> tail, ReadOnlySpan<Edit> edits)
    {
        int latest = tail.Length - Math.Min(HoldBack, tail.Length / 2);
        int cut = BehindLast(tail[..latest], Ends);
        cut = cut > 0 ? cut : BehindLast(tail[..latest], Blanks);
        cut = cut > 0 ? cut : Utf8Border.AtOrBefore(tail, latest);
        return Before(cut, edits);
    }

    private static int BehindLast(ReadOnlySpan<byte> text, SearchValues<byte> marks) => text.LastIndexOfAny(marks) + 1;

    /// <summary>Moves a cut before the claims that it would cut.</summary>
    private static int Before(int cut, ReadOnlySpan<Edit> edits)
    {
        bool isMoved;
        do
        {
            isMoved = false;
            foreach (ref readonly Edit edit in edits)
            {
                if (edit.Start < cut && cut < edit.End)
                {
                    cut = edit.Start;
                    isMoved = true;
                }
            }
        }
        while (isMoved);
        return cut;
    }
}
