using PhiLens.Pipeline.Redaction.Keys;

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
    private readonly KeyTable _keys;
    private readonly JsonScan _scan;

    /// <summary>Whether every string and number is looked at, however short it is: an expression asks for it.</summary>
    private readonly bool _looksAtAll;

    private DocumentPaths _paths;
    private JsonCursor _cursor;
    private int _depth;

    private JsonWalker(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        _pass = pass;
        _text = text;
        _keys = pass.Rules.Keys;
        _scan = new JsonScan(pass, text);
        _looksAtAll = !pass.Rules.Patterns.IsEmpty;
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
            endOfKept = TryPassPairs(outer) ? _cursor.At - 1 : endOfKept;
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

    /// <summary>Passes the members at hand that are pairs of strings with remembered names, as most are.</summary>
    /// <returns>False when there was none.</returns>
    private bool TryPassPairs(in KeyMatch outer)
    {
        if (_looksAtAll || _paths.IsFhir)
        {
            return false;
        }

        bool isQuiet = outer.IsNothing;
        int first = _cursor.At;
        int start = first;
        while (_cursor.TryPair(out JsonText name, out JsonText value)
            && _keys.Recall(_text[name.Start..name.End]) is { } entry
            && ((isQuiet && entry.IsQuiet && !value.MayHold) || TryPass(name, value, entry, outer)))
        {
            start = _cursor.At;
        }

        _cursor.Return(start);
        return start > first;
    }

    private bool TryPass(in JsonText name, in JsonText value, KeyEntry entry, in KeyMatch outer)
    {
        if (!entry.Match.IsPlainName)
        {
            return false;
        }

        _paths.Await(name.Start, name.End);
        int rule = RuleOf(entry.Match, outer);
        bool isKept = !IsDropped(rule);
        if (isKept)
        {
            Text(value, RuleSet.Stronger(rule, entry.Match.TextRule), entry.Match.Hints | outer.Hints);
        }

        _paths.Pop();
        return isKept;
    }

    private bool TryMember(in KeyMatch outer, ref int extended, out int dropped)
    {
        dropped = RuleSet.NoRule;
        if (!_cursor.TryString(out JsonText name))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = _text[name.Start..name.End];
        KeyMatch room = default;
        ref readonly KeyMatch match = ref _keys.Find(bytes, ref room);
        if (name.HasEscapes || _looksAtAll || (!match.IsPlainName && FirstLook.MayTell(bytes)))
        {
            _scan.ScanString(name, Hints.None, ref _paths);
        }

        _cursor.SkipBlanks();
        if (!_cursor.Take((byte)':'))
        {
            return false;
        }

        _cursor.SkipBlanks();
        int valueStart = _cursor.At;
        _paths.Await(name.Start, name.End);
        int rule = RuleOf(match, outer);
        dropped = IsDropped(rule) ? rule : RuleSet.NoRule;
        bool isWhole = TryValue(match with { Rule = rule, Hints = match.Hints | outer.Hints });
        _paths.Pop();
        if (_paths.IsFhir && extended == 0)
        {
            extended = _paths.Extend(bytes, _text[valueStart.._cursor.At]);
        }

        return isWhole;
    }

    /// <summary>The rule of a value by its name, what it stands in, and its path.</summary>
    private int RuleOf(in KeyMatch match, in KeyMatch outer)
    {
        int rule = match.StaysIn == outer.Rule ? match.Rule : RuleSet.Stronger(match.Rule, outer.Rule);
        return match.EndsPath ? RuleSet.Stronger(rule, _paths.Find()) : rule;
    }

    private readonly bool IsDropped(int rule) =>
        rule != RuleSet.NoRule && _pass.Rules.Rules[rule].Action == RedactionAction.DropField;

    private bool TryText(in KeyMatch match)
    {
        if (!_cursor.TryString(out JsonText value))
        {
            return false;
        }

        Text(value, RuleSet.Stronger(match.Rule, match.TextRule), match.Hints);
        return true;
    }

    private void Text(in JsonText value, int rule, Hints hints)
    {
        if (rule != RuleSet.NoRule)
        {
            _scan.ClaimString(value, rule);
        }

        if ((value.MayHold || IsAsked(hints)) && !_pass.Rules.IsFinal(rule))
        {
            _scan.ScanString(value, hints, ref _paths);
        }
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

        if (!_pass.Rules.IsFinal(match.Rule) && (length >= ShortestNumber || IsAsked(match.Hints)))
        {
            _scan.ScanNumber(start, _cursor.At, match.Hints);
        }

        return true;
    }

    /// <summary>Whether a value is looked at however short it is: its name or an expression asks for it.</summary>
    private readonly bool IsAsked(Hints hints) => _looksAtAll || !hints.IsEmpty;
}
