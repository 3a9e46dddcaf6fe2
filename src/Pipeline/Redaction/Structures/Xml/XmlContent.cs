using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>
/// Looks at the names and values of XML. A value is claimed by the rule of its element's or attribute's name, without
/// regard to namespaces; by that of the element for an attribute <c>value</c>, as FHIR writes it; by the path of names
/// for FHIR and clinical documents; or by the rule of an element around it. Other values are scanned.
/// </summary>
/// <param name="pass">Takes the claims.</param>
/// <param name="text">The text.</param>
/// <param name="levels">Room for the elements that are open.</param>
/// <param name="path">Room for their names.</param>
internal ref struct XmlContent(
    RedactionPass pass, ReadOnlySpan<byte> text, Span<XmlLevel> levels, Span<(int Start, int End)> path)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Span<XmlLevel> _levels = levels;
    private readonly Span<(int Start, int End)> _path = path;
    private bool _isFhir;
    private bool _isCda;

    /// <summary>How many elements are open.</summary>
    internal int Depth { get; private set; }

    /// <summary>Opens an element.</summary>
    /// <returns>False when it stands too deep.</returns>
    internal bool TryOpen(Part name)
    {
        // One place of the path is left for an attribute.
        if (Depth == _levels.Length - 1)
        {
            return false;
        }

        Part local = XmlNames.Local(_text, name);
        ReadOnlySpan<byte> own = _text[local.Start..local.End];
        _path[Depth] = (local.Start, local.End);
        _isCda |= Depth == 0 && CdaRules.IsRoot(own);
        KeyMatch match = pass.Rules.Keys.Find(own);
        int rule = RuleSet.Stronger(match.Rule, RuleOfPath(Depth + 1, match.EndsPath));
        int within = RuleSet.Stronger(rule, Depth == 0 ? RuleSet.NoRule : _levels[Depth - 1].Within);

        // A clinical document names one element; what stands within has names of its own, as the state in an address.
        int text = RuleSet.Stronger(match.TextRule, RuleOfDocument(Depth + 1, isAttribute: false));
        text = RuleSet.Stronger(within, text);
        _levels[Depth++] = new XmlLevel(name, text, within, rule, match.Hints);
        return true;
    }

    /// <summary>Closes the last element.</summary>
    internal void Close() => Depth--;

    /// <summary>Closes the last element when it has a name.</summary>
    internal bool TryClose(Part name)
    {
        Part open = _levels[Depth - 1].Name;
        bool isOpen = _text[open.Start..open.End].SequenceEqual(_text[name.Start..name.End]);
        Depth -= isOpen ? 1 : 0;
        return isOpen;
    }

    /// <summary>Looks at an attribute of the last element.</summary>
    /// <returns>Whether it declares a namespace.</returns>
    internal bool Attribute(Part name, Part value)
    {
        Part local = XmlNames.Local(_text, name);
        ReadOnlySpan<byte> own = _text[local.Start..local.End];
        if (_text[name.Start..name.End].StartsWith("xmlns"u8))
        {
            ReadOnlySpan<byte> space = _text[value.Start..value.End];
            _isFhir |= space.SequenceEqual("http://hl7.org/fhir"u8);
            _isCda |= space.SequenceEqual("urn:hl7-org:v3"u8);
            return true;
        }

        KeyMatch match = pass.Rules.Keys.Find(own);
        int rule = match.Rule;
        Hints hints = match.Hints;
        _path[Depth] = (local.Start, local.End);
        if (own.SequenceEqual("value"u8))
        {
            rule = RuleSet.Stronger(rule, _levels[Depth - 1].Own);
            hints |= _levels[Depth - 1].Hints;
        }

        int mark = pass.Edits.Count;
        rule = RuleSet.Stronger(rule, RuleSet.Stronger(match.TextRule, RuleOfDocument(Depth + 1, isAttribute: true)));
        Look(value, rule, hints, hasEntities: true);
        foreach (ref Edit edit in pass.Edits.From(mark))
        {
            // Quotes that JSON within would need would end the attribute.
            edit.Quotes = 0;
        }

        return false;
    }

    /// <summary>Looks at text within the last element.</summary>
    internal readonly void Text(Part part, bool hasEntities)
    {
        if (Depth > 0)
        {
            Look(part, _levels[Depth - 1].Rule, _levels[Depth - 1].Hints, hasEntities);
        }
    }

    /// <summary>Looks at what is no content: a comment, an instruction, a document type.</summary>
    internal readonly void Aside(Part part) => Look(part, RuleSet.NoRule, Hints.None, hasEntities: false);

    private readonly void Look(Part part, int rule, Hints hints, bool hasEntities)
    {
        Part inner = XmlNames.Trim(_text, part);
        if (inner.Length == 0)
        {
            return;
        }

        if (rule == RuleSet.NoRule && hasEntities)
        {
            EscapedText.Scan(pass, _text, inner, hints, default(XmlEntities));
        }
        else if (rule == RuleSet.NoRule)
        {
            PartScanner.Scan(pass, _text, inner, hints);
        }
        else if (hasEntities)
        {
            EscapedText.Claim(pass, _text, inner, rule, default(XmlEntities));
        }
        else
        {
            pass.Claim(_text, inner.Start, inner.End, rule);
        }
    }

    /// <summary>The rule of the path that ends with an element.</summary>
    private readonly int RuleOfPath(int length, bool endsPath)
    {
        if (!_isFhir && !endsPath)
        {
            return RuleSet.NoRule;
        }

        Span<(int Start, int End)> kept = stackalloc (int Start, int End)[XmlWalker.Deepest];
        int count = 0;
        foreach ((int start, int end) in _path[..length])
        {
            // JSON has no element with a resource's name, which alone FHIR writes with a capital.
            kept[count] = (start, end);
            count += _isFhir && char.IsAsciiLetterUpper((char)_text[start]) ? 0 : 1;
        }

        return pass.Rules.Keys.FindPath(new KeyPath(_text, kept[..count], _isFhir));
    }

    /// <summary>
    /// The rule that a clinical document has for the text or attribute that the path ends with. It does not hold for
    /// elements within, each of which has its own.
    /// </summary>
    private readonly int RuleOfDocument(int length, bool isAttribute) => _isCda && pass.Rules.Cda is { } cda
        ? cda.Find(_text, _path[..length], isAttribute)
        : RuleSet.NoRule;
}
