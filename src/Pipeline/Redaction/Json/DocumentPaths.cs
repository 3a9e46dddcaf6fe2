namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// The paths of one document's fields, for rules that name some. Where no rule does, nothing is kept.
/// </summary>
internal readonly ref struct DocumentPaths
{
    private readonly RedactionPass _pass;
    private readonly bool _isKept;
    private readonly bool _isFhir;
    private readonly int _root;

    internal DocumentPaths(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        _pass = pass;
        _root = pass.Path.Count;
        _isFhir = pass.Rules.Keys.HasPaths(isFhir: true) && text.IndexOf("\"resourceType\""u8) >= 0;
        _isKept = pass.Rules.Keys.HasPaths(_isFhir);
    }

    /// <summary>Goes down to a field.</summary>
    internal void Push(ReadOnlySpan<byte> name)
    {
        if (_isKept)
        {
            _pass.Path.Push(name);
        }
    }

    /// <summary>
    /// In FHIR the <c>url</c> of an extension names its value: it becomes a step of the path of what follows it.
    /// </summary>
    /// <param name="name">The name of the member that was read.</param>
    /// <param name="value">Its value, with quotes.</param>
    /// <returns>How many steps the path is longer, 0 or 1.</returns>
    internal int Extend(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!_isFhir || !name.SequenceEqual("url"u8) || !_pass.Path.Last.SequenceEqual("extension"u8))
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
        if (_isKept)
        {
            _pass.Path.Pop();
        }
    }

    /// <summary>
    /// The rule by path of the field at hand: from this document's root, or from the outermost one's.
    /// </summary>
    internal int Find()
    {
        if (!_isKept)
        {
            return RuleSet.NoRule;
        }

        int rule = _pass.Rules.Keys.FindPath(_pass.Path.From(_root, _isFhir));
        return _root == 0 ? rule : RuleSet.Stronger(rule, _pass.Rules.Keys.FindPath(_pass.Path.From(0, _isFhir)));
    }
}
