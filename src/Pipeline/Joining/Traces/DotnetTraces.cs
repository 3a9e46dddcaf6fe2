namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>
/// Traces of .NET, as <c>Exception.ToString</c> and loggers write them:
/// <code>
/// Unhandled exception. System.InvalidOperationException: message
///  ---> System.IO.IOException: message
///    at App.Program.Run() in /src/Program.cs:line 7
///    --- End of inner exception stack trace ---
///    at App.Program.Main()
/// </code>
/// A qualified name of an exception at the beginning of a line goes on with a log line ahead of it, and otherwise
/// begins a record. The console logger of Microsoft.Extensions.Logging indents what goes on with its first line.
/// </summary>
internal sealed class DotnetTraces : ITraceGrammar
{
    private const byte Plain = 0;
    private const byte Trace = 1;

    /// <summary>Behind an inner exception of an aggregate and a blank line.</summary>
    private const byte Blank = 2;

    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref byte state)
    {
        byte before = state;
        ReadOnlySpan<byte> bare = TraceText.Bare(line);
        if (bare.IsEmpty)
        {
            state = before == Trace && TraceText.Bare(record).EndsWith("<---"u8) ? Blank : Plain;
            return state != Plain;
        }

        if (bare.StartsWith("---> "u8) || bare.StartsWith("--- End of "u8) || IsIndentedPart(line, bare, before))
        {
            state = Trace;
            return true;
        }

        bool isException = TraceText.IsException(line, isQualified: true);
        state = isException || IsStart(line) ? Trace : Plain;
        return isException && before == Plain && TraceText.IsLogLine(record);
    }

    private static bool IsIndentedPart(ReadOnlySpan<byte> line, ReadOnlySpan<byte> bare, byte before) =>
        TraceText.IsIndented(line) && (before == Trace || TraceText.IsFrame(bare));

    private static bool IsStart(ReadOnlySpan<byte> line) =>
        line.StartsWith("Unhandled exception. "u8) || line.StartsWith("Unhandled Exception: "u8)
        || (line.Length > 6 && line[4] == ':' && line[5] == ' ' && IsLevel(line[..4]));

    private static bool IsLevel(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("fail"u8) || word.SequenceEqual("crit"u8) || word.SequenceEqual("warn"u8)
        || word.SequenceEqual("info"u8) || word.SequenceEqual("dbug"u8) || word.SequenceEqual("trce"u8);
}
