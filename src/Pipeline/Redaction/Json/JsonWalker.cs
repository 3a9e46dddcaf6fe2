using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// Walks a JSON document (RFC 8259) once, without building it, and claims what rules name: values by the name or path
/// of their field, and what detectors find in strings, numbers and names. A string that holds a document is walked in
/// turn.
/// </summary>
internal ref struct JsonWalker
{
    /// <summary>What stands deeper is looked at as text.</summary>
    private const int Deepest = 128;

    /// <summary>
    /// A shorter number without a telling name is no payment card, the only number that tells itself.
    /// </summary>
    private const int ShortestNumber = 9;

    private readonly RedactionPass _pass;
    private readonly ReadOnlySpan<byte> _text;
    private DocumentPaths _paths;
    private JsonCursor _cursor;
    private int _depth;

    private JsonWalker(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        _pass = pass;
        _text = text;
        _cursor = new JsonCursor(text);
        _paths = new DocumentPaths(pass, text);
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
        int depth = pass.Path.Count;
        bool isWhole = walker.TryValue(KeyMatch.Nothing with { Hints = hints });
        pass.Path.TruncateTo(depth);
        length = walker._cursor.At;
        return isWhole;
    }

    private bool TryValue(in KeyMatch match)
    {
        _cursor.SkipBlanks();
        switch (_cursor.Next)
        {
            case (byte)'"':
                return TryText(match);
            case (byte)'{':
                return TryNested(match, isObject: true);
            case (byte)'[':
                return TryNested(match, isObject: false);
            case (byte)'t':
                return _cursor.Take("true"u8);
            case (byte)'f':
                return _cursor.Take("false"u8);
            case (byte)'n':
                return _cursor.Take("null"u8);
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

        _paths.Push();
        _ = _cursor.Take(isObject ? (byte)'{' : (byte)'[');
        bool isWhole = isObject ? TryMembers(match) : TryElements(match);
        _depth--;
        return isWhole;
    }

    private bool TryElements(in KeyMatch match)
    {
        _cursor.SkipBlanks();
        if (_cursor.Take((byte)']'))
        {
            return true;
        }

        do
        {
            if (!TryValue(match))
            {
                return false;
            }

            _cursor.SkipBlanks();
        }
        while (_cursor.Take((byte)','));
        return _cursor.Take((byte)']');
    }

    private bool TryMembers(in KeyMatch outer)
    {
        _cursor.SkipBlanks();
        if (_cursor.Take((byte)'}'))
        {
            return true;
        }

        int endOfKept = _cursor.At;
        int extended = 0;
        bool isLast;
        do
        {
            _cursor.SkipBlanks();
            int start = _cursor.At;
            if (!TryMember(outer, ref extended, out int dropped))
            {
                return false;
            }

            int end = _cursor.At;
            _cursor.SkipBlanks();
            isLast = !_cursor.Take((byte)',');
            if (dropped == RuleSet.NoRule)
            {
                endOfKept = end;
                continue;
            }

            // With it goes the comma behind it, or behind the last one the comma before it.
            _cursor.SkipBlanks();
            _pass.ClaimField(isLast ? endOfKept : start, isLast ? end : _cursor.At, dropped);
        }
        while (!isLast);
        for (; extended > 0; extended--)
        {
            _paths.Pop();
        }

        return _cursor.Take((byte)'}');
    }

    private bool TryMember(in KeyMatch outer, ref int extended, out int dropped)
    {
        dropped = RuleSet.NoRule;
        if (!_cursor.TryString(out int start, out int end, out bool hasEscapes))
        {
            return false;
        }

        ReadOnlySpan<byte> name = _text[start..end];
        KeyMatch room = default;
        ref readonly KeyMatch match = ref _pass.Rules.Keys.Find(name, ref room);
        if (hasEscapes || !_pass.Rules.Patterns.IsEmpty || (!match.IsPlainName && FirstLook.MayTell(name)))
        {
            ScanString(start, end, hasEscapes, Hints.None);
        }

        _cursor.SkipBlanks();
        if (!_cursor.Take((byte)':'))
        {
            return false;
        }

        _cursor.SkipBlanks();
        int valueStart = _cursor.At;
        _paths.Await(start, end);
        int rule = RuleSet.NoRule;
        bool isWhole;
        if (match.IsNothing && outer.IsNothing)
        {
            isWhole = TryValue(KeyMatch.Nothing);
        }
        else
        {
            rule = match.StaysIn == outer.Rule ? match.Rule : RuleSet.Stronger(match.Rule, outer.Rule);
            rule = match.EndsPath ? RuleSet.Stronger(rule, _paths.Find()) : rule;
            isWhole = TryValue(match with { Rule = rule, Hints = match.Hints | outer.Hints });
        }

        _paths.Pop();
        extended += extended == 0 ? _paths.Extend(name, _text[valueStart.._cursor.At]) : 0;
        bool isDropped = rule != RuleSet.NoRule && _pass.Rules.Rules[rule].Action == RedactionAction.DropField;
        dropped = isDropped ? rule : RuleSet.NoRule;
        return isWhole;
    }

    private bool TryText(in KeyMatch match)
    {
        if (!_cursor.TryString(out int start, out int end, out bool hasEscapes))
        {
            return false;
        }

        int rule = RuleSet.Stronger(match.Rule, match.TextRule);
        if (rule != RuleSet.NoRule)
        {
            ClaimString(start, end, hasEscapes, rule);
        }

        if (!_pass.Rules.IsFinal(rule) && (FirstLook.MayHold(_text[start..end]) || IsAsked(match)))
        {
            ScanString(start, end, hasEscapes, match.Hints);
        }

        return true;
    }

    private bool TryNumber(in KeyMatch match)
    {
        int start = _cursor.At;
        int length = _cursor.TakeNumber();
        if (length == 0)
        {
            return false;
        }

        if (match.Rule != RuleSet.NoRule)
        {
            _pass.Claim(_text, start, _cursor.At, match.Rule, isUnquoted: true);
        }

        if (!_pass.Rules.IsFinal(match.Rule) && (length >= ShortestNumber || IsAsked(match)))
        {
            ScanNumber(start, match.Hints);
        }

        return true;
    }

    /// <summary>A number that holds anything is replaced as a whole, by the strongest of the rules.</summary>
    private void ScanNumber(int start, Hints hints)
    {
        int mark = _pass.Edits.Count;
        TextScanner.Scan(_pass, _text[start.._cursor.At], hints);
        int rule = RuleSet.NoRule;
        foreach (ref Edit edit in _pass.Edits.From(mark))
        {
            rule = RuleSet.Stronger(rule, edit.Rule);
        }

        _pass.Edits.TruncateTo(mark);
        _pass.Claim(_text, start, _cursor.At, rule, isUnquoted: true);
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
        _paths.Push();
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

    /// <summary>Whether a value is looked at however short it is: its name or an expression asks for it.</summary>
    private readonly bool IsAsked(in KeyMatch match) => !match.Hints.IsEmpty || !_pass.Rules.Patterns.IsEmpty;
}
