namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// The paths of one document's fields, for rules that name some. Where no rule does, nothing is kept.
/// </summary>
internal ref struct DocumentPaths
{
    private readonly RedactionPass _pass;
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isKept;
    private readonly int _root;

    // The name of the field at hand, while nothing has asked for its path; most fields' never is.
    private int _awaitedStart;
    private int _awaitedEnd;

    internal DocumentPaths(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        _pass = pass;
        _text = text;
        _root = pass.Path.Count;
        IsFhir = pass.Rules.Keys.HasPaths(isFhir: true) && NamesResource(text);
        _isKept = pass.Rules.Keys.HasPaths(IsFhir);
    }

    /// <summary>Whether the document is FHIR.</summary>
    internal bool IsFhir { get; }

    /// <summary>Comes to a field, and goes down to it when something asks for its path.</summary>
    /// <param name="start">Where its name begins in the document.</param>
    /// <param name="end">Where its name ends.</param>
    internal void Await(int start, int end) => (_awaitedStart, _awaitedEnd) = (start, end);

    /// <summary>Goes down to the field at hand.</summary>
    internal void Push()
    {
        if (_isKept && _awaitedStart > 0)
        {
            _pass.Path.Push(_text[_awaitedStart.._awaitedEnd]);
        }

        _awaitedStart = 0;
    }

    /// <summary>
    /// In FHIR the <c>url</c> of an extension names its value: it becomes a step of the path of what follows it.
    /// </summary>
    /// <param name="name">The name of the member that was read.</param>
    /// <param name="value">Its value, with quotes.</param>
    /// <returns>How many steps the path is longer, 0 or 1.</returns>
    internal readonly int Extend(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!IsFhir || !name.SequenceEqual("url"u8) || !_pass.Path.Last.SequenceEqual("extension"u8))
        {
            return 0;
        }

        ReadOnlySpan<byte> url = value.Trim((byte)'"');
        _pass.Path.Push(url[(url.LastIndexOfAny((byte)'/', (byte)'-') + 1)..]);
        return 1;
    }

    /// <summary>Goes up again.</summary>
    internal void Pop()
    {
        if (_awaitedStart > 0)
        {
            _awaitedStart = 0;
        }
        else if (_isKept)
        {
            _pass.Path.Pop();
        }
    }

    /// <summary>
    /// The rule by path of the field at hand: from this document's root, or from the outermost one's.
    /// </summary>
    internal int Find()
    {
        Push();
        if (!_isKept)
        {
            return RuleSet.NoRule;
        }

        int rule = _pass.Rules.Keys.FindPath(_pass.Path.From(_root, IsFhir));
        return _root == 0 ? rule : RuleSet.Stronger(rule, _pass.Rules.Keys.FindPath(_pass.Path.From(0, IsFhir)));
    }

    /// <summary>Asked first without quotes, of which a document has too many to search by them.</summary>
    private static bool NamesResource(ReadOnlySpan<byte> text) =>
        text.IndexOf("resourceT"u8) >= 0 && text.IndexOf("\"resourceType\""u8) >= 0;
}
