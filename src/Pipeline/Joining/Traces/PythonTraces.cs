namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>
/// Traces of Python, as its <c>traceback</c> module writes them:
/// <code>
/// Traceback (most recent call last):
///   File "app.py", line 7, in run
///     call()
/// ValueError: message
///
/// During handling of the above exception, another exception occurred:
///
/// Traceback (most recent call last):
///   …
/// </code>
/// A trace goes on with a log line ahead of it, and otherwise begins a record. Groups of exceptions are indented as a
/// whole. A message's own further lines are seen as part of it only when they are indented.
/// </summary>
internal sealed class PythonTraces : ITraceGrammar
{
    private const byte Plain = 0;

    /// <summary>Within the calls: the exception is to come.</summary>
    private const byte Calls = 1;

    /// <summary>Behind the exception.</summary>
    private const byte Ended = 2;

    /// <summary>Behind the exception and a blank line.</summary>
    private const byte Blank = 3;

    /// <summary>Another trace is announced.</summary>
    private const byte Announced = 4;

    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref byte state)
    {
        byte before = state;
        if (TraceText.IsBlank(line))
        {
            state = before switch { Ended => Blank, Announced => Announced, _ => Plain };
            return state != Plain;
        }

        return TraceText.IsIndented(line)
            ? ContinuesIndented(record, TraceText.Bare(line), before, out state)
            : ContinuesAtMargin(record, line, before, out state);
    }

    private static bool ContinuesIndented(
        ReadOnlySpan<byte> record, ReadOnlySpan<byte> bare, byte before, out byte state)
    {
        if (before is Calls or Ended)
        {
            state = before;
            return true;
        }

        bool isGroup = bare.StartsWith("+ Exception Group Traceback"u8);
        bool isSyntax = bare.StartsWith("File \""u8);
        state = isGroup ? Ended : isSyntax ? Calls : Plain;
        return state != Plain && (before == Announced || IsIntroducedBy(record));
    }

    private static bool ContinuesAtMargin(
        ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, byte before, out byte state)
    {
        if (line.StartsWith("Traceback (most recent call last):"u8))
        {
            state = Calls;
            return before == Announced || (before == Plain && IsIntroducedBy(record));
        }

        bool isLink = line.StartsWith("During handling of the above exception"u8)
            || line.StartsWith("The above exception was the direct cause"u8);
        if (isLink && before is Ended or Blank)
        {
            state = Announced;
            return isLink;
        }

        state = before == Calls && IsException(line) ? Ended : Plain;
        return state != Plain;
    }

    private static bool IsIntroducedBy(ReadOnlySpan<byte> record) => TraceText.IsLogLine(record);

    /// <summary>A name with dots, and a colon or nothing behind it.</summary>
    private static bool IsException(ReadOnlySpan<byte> line)
    {
        int end = 0;
        while (end < line.Length && (char.IsAsciiLetterOrDigit((char)line[end]) || line[end] is (byte)'.' or (byte)'_'))
        {
            end++;
        }

        return end > 0 && (end == line.Length || line[end] is (byte)':' or (byte)'\r');
    }
}
