using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>
/// Parts a message into segments. The standard says CR; logs hold LF and CRLF too, and a message on one line has the
/// two characters <c>\r</c> or <c>\n</c>, perhaps with more than one backslash. Such letters are taken for an end only
/// when a segment follows or the text ends, because backslashes are escapes of HL7 as well. The bytes 0x0B and 0x1C of
/// MLLP part segments too.
/// </summary>
internal static class Hl7Lines
{
    private const int MostLettersTogether = 4;
    private const byte StartBlock = 0x0B;
    private const byte EndBlock = 0x1C;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n\\\u000B\u001C"u8);

    /// <summary>Whether a segment begins at a position.</summary>
    internal static bool IsSegment(ReadOnlySpan<byte> text, int at, byte fieldSeparator) =>
        at + Hl7Segments.NameLength < text.Length && text[at + Hl7Segments.NameLength] == fieldSeparator
        && Hl7Segments.IsName(text.Slice(at, Hl7Segments.NameLength));

    /// <summary>The end of the segment or line at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">A position in the line.</param>
    /// <param name="fieldSeparator">The message's separator of fields.</param>
    /// <param name="next">Where the next line begins.</param>
    internal static int FindEnd(ReadOnlySpan<byte> text, int at, byte fieldSeparator, out int next)
    {
        while (true)
        {
            int found = text[at..].IndexOfAny(Ends);
            if (found < 0)
            {
                next = text.Length;
                return next;
            }

            int end = at + found;
            next = SkipBreaks(text, end);
            if (text[end] != '\\' || IsBreak(text, end, next, fieldSeparator))
            {
                return end;
            }

            int slashes = text[end..].IndexOfAnyExcept((byte)'\\');
            at = slashes < 0 ? text.Length : end + slashes;
        }
    }

    /// <summary>Whether letters that look like an end are one.</summary>
    private static bool IsBreak(ReadOnlySpan<byte> text, int end, int next, byte fieldSeparator) => next > end
        && (next == text.Length || text[next] is (byte)'"' or (byte)'\'' || text[next - 1] is (byte)'\r' or (byte)'\n'
            || IsSegment(text, next, fieldSeparator));

    /// <summary>Behind the ends of lines that stand together at a position.</summary>
    private static int SkipBreaks(ReadOnlySpan<byte> text, int at)
    {
        for (int letters = 0; at < text.Length; at++)
        {
            if (text[at] is (byte)'\r' or (byte)'\n' or StartBlock or EndBlock)
            {
                continue;
            }

            int slashes = text[at..].IndexOfAnyExcept((byte)'\\');
            bool isLetter = slashes > 0 && text[at + slashes] is (byte)'r' or (byte)'n';
            if (slashes <= 0 || !isLetter || ++letters > MostLettersTogether)
            {
                break;
            }

            at += slashes;
        }

        return at;
    }
}
