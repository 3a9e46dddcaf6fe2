namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>
/// Traces of the JVM's languages, as <c>Throwable.printStackTrace</c> and loggers write them:
/// <code>
/// Exception in thread "main" java.lang.IllegalStateException: message
///     at app.Main.run(Main.java:7)
///     Suppressed: java.io.IOException: message
///         at …
/// Caused by: java.lang.RuntimeException: message
///     at …
///     ... 12 more
/// </code>
/// A name of an exception at the beginning of a line goes on with a log line ahead of it, and otherwise begins a
/// record. A message's own further lines are seen as part of it only when they are indented.
/// </summary>
internal sealed class JavaTraces : ITraceGrammar
{
    private const byte Plain = 0;
    private const byte Trace = 1;

    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref byte state)
    {
        bool isWithin = state == Trace;
        bool isPart = TraceText.IsIndented(line)
            ? (isWithin && !TraceText.IsBlank(line)) || IsIndentedPart(TraceText.Bare(line))
            : IsCause(line);
        if (isPart)
        {
            state = Trace;
            return true;
        }

        bool isException = TraceText.IsException(line, isQualified: true);
        state = isException || line.StartsWith("Exception in thread "u8) ? Trace : Plain;
        return isException && !isWithin && TraceText.IsLogLine(record);
    }

    private static bool IsIndentedPart(ReadOnlySpan<byte> bare) =>
        TraceText.IsFrame(bare) || IsCause(bare) || (bare.StartsWith("... "u8) && bare.EndsWith(" more"u8));

    private static bool IsCause(ReadOnlySpan<byte> text) =>
        text.StartsWith("Caused by: "u8) || text.StartsWith("Suppressed: "u8) || text.StartsWith("Wrapped by: "u8);
}
