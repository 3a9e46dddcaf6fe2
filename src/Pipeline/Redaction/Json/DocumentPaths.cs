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
