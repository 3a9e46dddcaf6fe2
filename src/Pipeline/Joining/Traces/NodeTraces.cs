namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>
/// Traces of Node.js, as V8 and <c>util.inspect</c> write them. The first lines, up to the blank one, and the last are
/// those of an error that ends the process:
/// <code>
/// /app/index.js:3
///   throw error;
///   ^
///
/// Error: message
///     at run (/app/index.js:3:7) {
///   code: 'ENOENT',
///   [cause]: TypeError: message
///       at …
/// }
///
/// Node.js v22.0.0
/// </code>
/// A name of an error at the beginning of a line goes on with a log line ahead of it, and otherwise begins a record.
/// </summary>
internal sealed class NodeTraces : ITraceGrammar
{
    private const byte Plain = 0;

    /// <summary>Behind the place where an error was thrown.</summary>
    private const byte Place = 1;

    /// <summary>Behind the line of code.</summary>
    private const byte Code = 2;

    /// <summary>Behind the caret, or the blank line after it.</summary>
    private const byte Caret = 3;

    private const byte Trace = 4;

    /// <summary>Within the properties of an error, until a brace closes them.</summary>
    private const byte Properties = 5;

    /// <summary>Behind a trace and a blank line.</summary>
    private const byte Blank = 6;

    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref byte state)
    {
        byte before = state;
        ReadOnlySpan<byte> bare = TraceText.Bare(line);
        if (before == Place || (before == Code && IsCaret(bare)))
        {
            state = before == Place ? Code : Caret;
            return true;
        }

        if (bare.IsEmpty)
        {
            state = before switch { Caret => Caret, Trace => Blank, _ => Plain };
            return state != Plain;
        }

        bool isPart = before == Caret || (TraceText.IsIndented(line) ? IsFrame(bare) : IsPartAtMargin(line, before))
            || (before is Trace or Properties && TraceText.IsIndented(line));
        if (isPart)
        {
            bool isClosed = before == Properties && line[0] == '}';
            state = !isClosed && (before == Properties || bare.EndsWith("{"u8)) ? Properties : Trace;
            return true;
        }

        bool isError = IsError(line, bare);
        state = isError ? (bare.EndsWith("{"u8) ? Properties : Trace) : IsPlace(line) ? Place : Plain;
        return isError && before == Plain && TraceText.IsLogLine(record);
    }

    private static bool IsPartAtMargin(ReadOnlySpan<byte> line, byte before) => before switch
    {
        Properties => line[0] == '}',
        Trace => line.StartsWith("Require stack:"u8) || line.StartsWith("- /"u8) || line.StartsWith("Node.js v"u8),
        Blank => line.StartsWith("Node.js v"u8) || line.StartsWith("Thrown at:"u8),
        _ => false,
    };

    private static bool IsFrame(ReadOnlySpan<byte> bare) =>
        bare.StartsWith("at "u8)
        && (bare.IndexOf(" ("u8) > 0 || bare.IndexOf(".js:"u8) > 0 || bare.IndexOf("node:"u8) > 0
            || bare.IndexOf("file:"u8) > 0 || bare.EndsWith("<anonymous>"u8));

    private static bool IsError(ReadOnlySpan<byte> line, ReadOnlySpan<byte> bare)
    {
        ReadOnlySpan<byte> name = line.StartsWith("Uncaught "u8) ? line["Uncaught ".Length..] : line;
        bool isInBrackets = line[0] == '[' && bare.EndsWith("{"u8);
        return TraceText.IsException(isInBrackets ? line[1..] : name, isQualified: false);
    }

    private static bool IsCaret(ReadOnlySpan<byte> bare) => !bare.IsEmpty && bare.Trim((byte)'^').IsEmpty;

    /// <summary>A file of code and the number of a line, and nothing else.</summary>
    private static bool IsPlace(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.TrimEnd((byte)'\r');
        int colon = text.LastIndexOf((byte)':');
        if (colon < 0 || colon == text.Length - 1 || text.Contains((byte)' '))
        {
            return false;
        }

        ReadOnlySpan<byte> file = text[..colon];
        bool isCode = file.EndsWith("js"u8) || file.EndsWith("ts"u8) || file.StartsWith("node:"u8);
        return isCode && !text[(colon + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
