using PhiLens.Pipeline.Joining.Traces;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>
/// A stack trace is one record, with the log line ahead of it when there is one; every other line is a record of its
/// own. Of several languages, any may say that a line goes on.
/// </summary>
public sealed class TraceGrouping : ILineGrouping
{
    private const int BitsOfState = 8;

    private static readonly (string Name, ITraceGrammar Grammar)[] Known =
    [
        ("java", new JavaTraces()),
        ("python", new PythonTraces()),
        ("dotnet", new DotnetTraces()),
        ("go", new GoTraces()),
        ("node", new NodeTraces()),
    ];

    private readonly ITraceGrammar[] _grammars;

    /// <summary>Takes the languages.</summary>
    /// <param name="names">One or more of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">A name is not known.</exception>
    public TraceGrouping(IEnumerable<string> names) => _grammars =
    [
        .. names.Distinct().Select(name => Known.FirstOrDefault(k => k.Name == name).Grammar
            ?? throw new ArgumentException("No language of that name is known.", nameof(names))),
    ];

    /// <summary>The languages whose traces are known.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(k => k.Name)];

    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref ulong state)
    {
        bool continues = false;
        ulong next = 0;
        for (int i = 0; i < _grammars.Length; i++)
        {
            byte own = (byte)(state >> (i * BitsOfState));
            continues |= _grammars[i].Continues(record, line, ref own);
            next |= (ulong)own << (i * BitsOfState);
        }

        state = next;
        return continues && !record.IsEmpty;
    }
}
