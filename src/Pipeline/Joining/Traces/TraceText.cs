namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>What the lines of many languages' traces have in common.</summary>
internal static class TraceText
{
    /// <summary>How much of a line is searched for what makes it a log line.</summary>
    private const int LookedAt = 256;

    /// <summary>Whether a line begins with a blank or a tab, and holds something.</summary>
    internal static bool IsIndented(ReadOnlySpan<byte> line) => !line.IsEmpty && line[0] is (byte)' ' or (byte)'\t';

    /// <summary>Whether a line holds nothing but blanks, tabs and carriage returns.</summary>
    internal static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    /// <summary>A line without what it is indented by, and without a carriage return.</summary>
    internal static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8);

    /// <summary>
    /// Whether a line is a call on the stack, as several languages write it: <c>at</c>, and a name without blanks
    /// before its parenthesis.
    /// </summary>
    /// <param name="bare">The line without its indentation.</param>
    internal static bool IsFrame(ReadOnlySpan<byte> bare)
    {
        if (!bare.StartsWith("at "u8))
        {
            return false;
        }

        ReadOnlySpan<byte> name = bare["at ".Length..];
        int end = name.IndexOf((byte)'(');
        return end > 0 && !name[..end].Contains((byte)' ');
    }

    /// <summary>
    /// Whether a line begins with the name of an exception, and a colon, a blank and a bracket, or nothing behind it.
    /// </summary>
    /// <param name="line">The line, not indented.</param>
    /// <param name="isQualified">Whether the name must have a namespace.</param>
    internal static bool IsException(ReadOnlySpan<byte> line, bool isQualified)
    {
        int end = 0;
        int last = 0;
        while (end < line.Length && IsOfName(line[end]))
        {
            end++;
            last = line[end - 1] is (byte)'.' or (byte)'$' or (byte)'+' or (byte)'/' ? end : last;
        }

        ReadOnlySpan<byte> name = line[last..end];
        ReadOnlySpan<byte> rest = line[end..].TrimEnd((byte)'\r');
        return (last > 0 || !isQualified)
            && !name.IsEmpty
            && name[0] is >= (byte)'A' and <= (byte)'Z'
            && (rest.IsEmpty || rest[0] == (byte)':' || rest.StartsWith(" ("u8) || rest.StartsWith(" ["u8))
            && (name.IndexOf("Exception"u8) >= 0 || name.IndexOf("Error"u8) >= 0 || name.EndsWith("Throwable"u8));
    }

    /// <summary>
    /// Whether a line is one that a logger wrote, of which an exception may be a part: it speaks of a failure, or has a
    /// time of day and no level that is lower. A line of JSON is whole by itself.
    /// </summary>
    internal static bool IsLogLine(ReadOnlySpan<byte> line)
    {
        Span<byte> small = stackalloc byte[LookedAt];
        int length = Math.Min(line.Length, LookedAt);
        for (int i = 0; i < length; i++)
        {
            small[i] = line[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(line[i] | 0x20) : line[i];
        }

        ReadOnlySpan<byte> text = small[..length];
        bool isOne = !text.StartsWith("{"u8) && (SpeaksOfFailure(text) || (HasTime(text) && !IsLow(text)));
        small.Clear();
        return isOne;
    }

    private static bool SpeaksOfFailure(ReadOnlySpan<byte> text) =>
        text.IndexOf("error"u8) >= 0 || text.IndexOf("warn"u8) >= 0 || text.IndexOf("fatal"u8) >= 0
        || text.IndexOf("severe"u8) >= 0 || text.IndexOf("critical"u8) >= 0 || text.IndexOf("fail"u8) >= 0
        || text.IndexOf("exception"u8) >= 0 || text.IndexOf("panic"u8) >= 0;

    private static bool IsLow(ReadOnlySpan<byte> text) =>
        text.IndexOf("info"u8) >= 0 || text.IndexOf("debug"u8) >= 0 || text.IndexOf("trace"u8) >= 0;

    private static bool HasTime(ReadOnlySpan<byte> text)
    {
        for (int at = text.IndexOf((byte)':'); at >= 0 && at + 2 < text.Length; at++)
        {
            if (at > 0 && text[at] == (byte)':' && char.IsAsciiDigit((char)text[at - 1])
                && char.IsAsciiDigit((char)text[at + 1]) && char.IsAsciiDigit((char)text[at + 2]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(byte value) =>
        char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_' or (byte)'$' or (byte)'+' or (byte)'/'
            or (byte)'`';
}
