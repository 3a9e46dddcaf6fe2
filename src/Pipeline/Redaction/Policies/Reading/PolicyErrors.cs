namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>Collects what is wrong with a document, and turns places into lines and columns.</summary>
/// <param name="document">The document.</param>
internal sealed class PolicyErrors(byte[] document)
{
    private readonly List<(int At, PolicyError Error)> _errors = [];

    /// <summary>The rule that is read now: its place and its name.</summary>
    internal (int Number, string Name) Rule { get; set; } = (0, "");

    internal int Count => _errors.Count;

    /// <summary>Every error in the order of the document.</summary>
    internal IReadOnlyList<PolicyError> All => [.. _errors.OrderBy(e => e.At).Select(e => e.Error)];

    /// <summary>Notes an error.</summary>
    /// <param name="at">Where, in bytes.</param>
    /// <param name="message">What is wrong and what to do; nothing of the document's texts.</param>
    internal void Add(int at, string message)
    {
        if (_errors.Count < PolicyLimits.Errors)
        {
            (int line, int column) = PlaceOf(at);
            _errors.Add((at, new PolicyError(Rule.Number, Rule.Name, line, column, message)));
        }
    }

    private (int Line, int Column) PlaceOf(int at)
    {
        ReadOnlySpan<byte> before = document.AsSpan(0, Math.Min(at, document.Length));
        int line = before.Count((byte)'\n') + 1;
        int column = 1;
        foreach (byte next in before[(before.LastIndexOf((byte)'\n') + 1)..])
        {
            // The second and later bytes of a character do not count.
            column += (next & 0xC0) == 0x80 ? 0 : 1;
        }

        return (line, column);
    }
}
