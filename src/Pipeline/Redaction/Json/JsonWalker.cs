using System.Buffers;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// Walks a JSON document (RFC 8259) once, without building it, and claims what rules name: values by the name or path of
/// their field, and what detectors find in strings, numbers and names. A string that holds a document is walked in turn.
/// </summary>
internal ref struct JsonWalker
{
    /// <summary>What stands deeper is looked at as text.</summary>
    private const int Deepest = 128;

    /// <summary>A shorter string without a telling name holds nothing that a detector finds: <c>a@b.co</c>.</summary>
    private const int ShortestFind = 6;

    /// <summary>A shorter number without a telling name is no payment card, the only number that tells itself.</summary>
    private const int ShortestNumber = 9;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>A name without any of these is only a name.</summary>
    private static readonly SearchValues<byte> TellingBytes = SearchValues.Create("0123456789@\\%"u8);

    private readonly RedactionPass _pass;
    private readonly ReadOnlySpan<byte> _text;
    private readonly DocumentPaths _paths;
    private int _at;
    private int _depth;

    private JsonWalker(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        _pass = pass;
        _text = text;
        _paths = new DocumentPaths(pass, text);
    }

    /// <summary>Whether a text may be a JSON document: it begins with a brace or a bracket.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && text[first] is (byte)'{' or (byte)'[';
    }

    /// <summary>Claims what rules name in a document.</summary>
    /// <param name="pass">Takes the claims.</param>
    /// <param name="text">A text that begins with the document.</param>
    /// <param name="hints">What the document's own key says about it.</param>
    /// <param name="length">The document's length, with the blanks before it.</param>
    /// <returns>False when it is not JSON to its end; what was claimed then does not count.</returns>
    internal static bool TryWalk(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints, out int length)
    {
        var walker = new JsonWalker(pass, text);
        bool isWhole = walker.TryValue(KeyMatch.Nothing with { Hints = hints });
        length = walker._at;
        return isWhole;
    }

    private bool TryValue(in KeyMatch match)
    {
        SkipBlanks();
        if (_at >= _text.Length)
        {
            return false;
        }

        switch (_text[_at])
        {
            case (byte)'"':
                return TryText(match);
            case (byte)'{':
                return TryNested(match, isObject: true);
            case (byte)'[':
                return TryNested(match, isObject: false);
            case (byte)'t':
                return TryWord("true"u8);
            case (byte)'f':
                return TryWord("false"u8);
            case (byte)'n':
                return TryWord("null"u8);
            default:
                return TryNumber(match);
        }
    }

    private bool TryNested(in KeyMatch match, bool isObject)
    {
        if (++_depth > Deepest)
        {
            return false;
        }

        _at++;
        bool isWhole = isObject ? TryMembers(match) : TryElements(match);
        _depth--;
        return isWhole;
    }

    private bool TryElements(in KeyMatch match)
    {
        SkipBlanks();
        if (IsAt((byte)']'))
        {
            return true;
        }

        do
        {
            if (!TryValue(match))
            {
                return false;
            }

            SkipBlanks();
        }
        while (IsAt((byte)','));
        return IsAt((byte)']');
    }

    private bool TryMembers(in KeyMatch outer)
    {
        SkipBlanks();
        if (IsAt((byte)'}'))
        {
            return true;
        }

        int endOfKept = _at;
        bool isLast;
        do
        {
            SkipBlanks();
            int start = _at;
            if (!TryMember(outer, out int dropped))
            {
                return false;
            }

            int end = _at;
            SkipBlanks();
            isLast = !IsAt((byte)',');
            if (dropped == RuleSet.NoRule)
            {
                endOfKept = end;
                continue;
            }

            // With it goes the comma behind it, or behind the last one the comma before it.
            SkipBlanks();
            _pass.ClaimField(isLast ? endOfKept : start, isLast ? end : _at, dropped);
        }
        while (!isLast);
        return IsAt((byte)'}');
    }

    private bool TryMember(in KeyMatch outer, out int dropped)
    {
        dropped = RuleSet.NoRule;
        if (!TryString(out int start, out int end, out bool hasEscapes))
        {
            return false;
        }

        ReadOnlySpan<byte> name = _text[start..end];
        if (hasEscapes || name.ContainsAny(TellingBytes))
        {
            ScanString(start, end, hasEscapes, Hints.None);
        }

        SkipBlanks();
        if (!IsAt((byte)':'))
        {
            return false;
        }

        KeyMatch match = _pass.Rules.Keys.Find(name);
        _paths.Push(name);
        int rule = RuleSet.Stronger(match.Rule, outer.Rule);
        rule = match.EndsPath ? RuleSet.Stronger(rule, _paths.Find()) : rule;
        bool isWhole = TryValue(new KeyMatch(rule, match.Hints | outer.Hints, EndsPath: false));
        _paths.Pop();
        bool isDropped = rule != RuleSet.NoRule && _pass.Rules.Rules[rule].Action == RedactionAction.DropField;
        dropped = isDropped ? rule : RuleSet.NoRule;
        return isWhole;
    }

    private bool TryText(in KeyMatch match)
    {
        if (!TryString(out int start, out int end, out bool hasEscapes))
        {
            return false;
        }

        if (match.Rule != RuleSet.NoRule)
        {
            ClaimString(start, end, hasEscapes, match.Rule);
        }

        if (!_pass.Rules.IsFinal(match.Rule) && (end - start >= ShortestFind || !match.Hints.IsEmpty))
        {
            ScanString(start, end, hasEscapes, match.Hints);
        }

        return true;
    }

    /// <summary>Reads a string; a control character within it, which JSON forbids, is let pass.</summary>
    private bool TryString(out int start, out int end, out bool hasEscapes)
    {
        hasEscapes = false;
        start = end = _at + 1;
        if (!IsAt((byte)'"'))
        {
            return false;
        }

        while (true)
        {
            int next = _text[_at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return false;
            }

            _at += next;
            if (_text[_at] == '"')
            {
                end = _at++;
                return true;
            }

            hasEscapes = true;
            _at = Math.Min(_at + 2, _text.Length);
        }
    }

    private bool TryNumber(in KeyMatch match)
    {
        int length = _text[_at..].IndexOfAnyExcept(NumberBytes);
        length = length < 0 ? _text.Length - _at : length;
        if (length == 0)
        {
            return false;
        }

        int start = _at;
        _at += length;
        if (match.Rule != RuleSet.NoRule)
        {
            _pass.Claim(_text, start, _at, match.Rule, isUnquoted: true);
        }

        if (!_pass.Rules.IsFinal(match.Rule) && (length >= ShortestNumber || !match.Hints.IsEmpty))
        {
            ScanNumber(start, match.Hints);
        }

        return true;
    }

    /// <summary>A number that holds anything is replaced as a whole, by the strongest of the rules.</summary>
    private void ScanNumber(int start, Hints hints)
    {
        int mark = _pass.Edits.Count;
        TextScanner.Scan(_pass, _text[start.._at], hints);
        int rule = RuleSet.NoRule;
        foreach (ref Edit edit in _pass.Edits.From(mark))
        {
            rule = RuleSet.Stronger(rule, edit.Rule);
        }

        _pass.Edits.TruncateTo(mark);
        _pass.Claim(_text, start, _at, rule, isUnquoted: true);
    }

    private void ClaimString(int start, int end, bool hasEscapes, int rule)
    {
        if (!hasEscapes || !_pass.TryEnter(end - start, out Span<byte> text))
        {
            _pass.Claim(_text, start, end, rule);
            return;
        }

        int mark = _pass.Edits.Count;
        int length = JsonString.Decode(_text[start..end], text);
        _pass.Claim(text, 0, length, rule);
        _pass.Leave();
        foreach (ref Edit edit in _pass.Edits.From(mark))
        {
            (edit.Start, edit.End) = (start, end);
        }
    }

    private void ScanString(int start, int end, bool hasEscapes, Hints hints)
    {
        int mark = _pass.Edits.Count;
        ReadOnlySpan<byte> raw = _text[start..end];
        if (hasEscapes && _pass.TryEnter(raw.Length, out Span<byte> text))
        {
            int length = JsonString.Decode(raw, text);
            ValueScanner.Scan(_pass, text[..length], hints);
            _pass.Leave();
            JsonString.MapBack(raw, _pass.Edits.From(mark));
        }
        else
        {
            ValueScanner.Scan(_pass, raw, hints);
        }

        foreach (ref Edit edit in _pass.Edits.From(mark))
        {
            edit.Start += start;
            edit.End += start;
            edit.Quotes += edit.Quotes > 0 ? 1 : 0;
        }
    }

    private bool TryWord(ReadOnlySpan<byte> word)
    {
        bool isWord = _text[_at..].StartsWith(word);
        _at += isWord ? word.Length : 0;
        return isWord;
    }

    private bool IsAt(byte mark)
    {
        bool isAt = _at < _text.Length && _text[_at] == mark;
        _at += isAt ? 1 : 0;
        return isAt;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }
}
