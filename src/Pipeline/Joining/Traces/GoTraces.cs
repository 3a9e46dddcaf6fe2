namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>
/// Panics and dumps of goroutines, as Go's runtime writes them:
/// <code>
/// panic: message
/// [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]
///
/// goroutine 1 [running]:
/// main.run(0x1)
///         /src/main.go:7 +0x1d
/// created by main.main in goroutine 1
///         /src/main.go:9 +0x2a
/// </code>
/// A dump goes on with a log line ahead of it (<c>http: panic serving …</c>); a panic begins a record.
/// </summary>
internal sealed class GoTraces : ITraceGrammar
{
    private const byte Plain = 0;

    /// <summary>Behind the lines that say what happened.</summary>
    private const byte Panic = 1;

    /// <summary>Within the calls of a goroutine.</summary>
    private const byte Calls = 2;

    /// <summary>Behind a blank line, after which another goroutine may come.</summary>
    private const byte Blank = 3;

    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref byte state)
    {
        byte before = state;
        if (TraceText.IsBlank(line))
        {
            state = before is Panic or Calls ? Blank : Plain;
            return state != Plain;
        }

        if (IsGoroutine(line))
        {
            state = Calls;
            return before != Plain || TraceText.IsLogLine(record);
        }

        state = before switch
        {
            Panic when TraceText.IsIndented(line) || IsMoreOfPanic(line) => Panic,
            Calls when TraceText.IsIndented(line) || IsCall(line) => Calls,
            Panic or Calls or Blank when IsRegister(line) || line.StartsWith("runtime stack:"u8) => Calls,
            _ => Plain,
        };
        bool continues = state != Plain;
        state = continues || !IsPanic(line) ? state : Panic;
        return continues;
    }

    private static bool IsPanic(ReadOnlySpan<byte> line) =>
        line.StartsWith("panic: "u8) || line.StartsWith("fatal error: "u8) || line.StartsWith("runtime: "u8)
        || line.StartsWith("unexpected fault address "u8) || line.StartsWith("SIGQUIT: "u8)
        || line.StartsWith("SIGABRT: "u8) || line.StartsWith("SIGSEGV: "u8);

    private static bool IsMoreOfPanic(ReadOnlySpan<byte> line) =>
        line.StartsWith("[signal "u8) || line.StartsWith("fatal error: "u8) || line.StartsWith("runtime: "u8)
        || line.StartsWith("PC=0x"u8);

    private static bool IsGoroutine(ReadOnlySpan<byte> line) =>
        line.StartsWith("goroutine "u8) && line.IndexOf(" ["u8) > 0 && line.TrimEnd((byte)'\r').EndsWith("]:"u8);

    private static bool IsCall(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("created by "u8) || line.StartsWith("...additional frames elided"u8))
        {
            return true;
        }

        int arguments = line.IndexOf((byte)'(');
        return arguments > 0 && !line[..arguments].Contains((byte)' ') && line.TrimEnd((byte)'\r').EndsWith(")"u8);
    }

    /// <summary>A register and its value: <c>rax    0x0</c>.</summary>
    private static bool IsRegister(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf((byte)' ');
        return end is > 1 and < 8 && char.IsAsciiLetterLower((char)line[0])
            && line[end..].TrimStart((byte)' ').StartsWith("0x"u8);
    }
}
