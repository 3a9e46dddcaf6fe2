using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>Walks the fields of one segment after the other.</summary>
/// <param name="pass">Takes the claims.</param>
/// <param name="text">The text that holds the message.</param>
/// <param name="separators">The message's separators.</param>
internal readonly ref struct Hl7Segment(RedactionPass pass, ReadOnlySpan<byte> text, Hl7Separators separators)
{
    private const int ObservationType = 2;
    private const int ObservationName = 3;
    private const int ObservationValue = 5;
    private const int FirstAfterEncoding = 3;

    /// <summary>What is shorter identifies nobody.</summary>
    private const int ShortestScanned = 3;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Hl7Separators _separators = separators;
    private readonly Hl7Rules _rules = pass.Rules.Hl7 ?? Hl7Rules.Nothing;

    /// <summary>Claims what rules name in a segment, and has the rest scanned.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    internal void Walk(int start, int end)
    {
        ReadOnlySpan<byte> name = _text.Slice(start, Hl7Segments.NameLength);
        bool isHeader = name.SequenceEqual("MSH"u8);
        bool isObservation = name.SequenceEqual("OBX"u8);
        Hl7SegmentRules? rules = _rules.Find(name);
        int number = isHeader ? FirstAfterEncoding : 1;
        int at = start + (isHeader ? _separators.HeaderLength : Hl7Segments.NameLength) + 1;
        Part type = default;
        Part key = default;
        for (; at <= end; number++)
        {
            int length = _text[at..end].IndexOf(_separators.Field);
            var field = new Part(at, length < 0 ? end : at + length);
            at = field.End + 1;
            type = number == ObservationType ? field : type;
            key = number == ObservationName ? field : key;
            if (field.Length == 0)
            {
                continue;
            }

            if (isObservation && number == ObservationValue)
            {
                WalkObservation(field, type, key);
            }
            else
            {
                WalkField(field, rules is null ? Hl7FieldRules.Nothing : rules[number], KeyMatch.Nothing);
            }
        }
    }

    /// <summary>The value of an observation: its type says what it is, and so does what was observed.</summary>
    private void WalkObservation(Part value, Part type, Part key)
    {
        Hl7FieldRules rules = _text[type.Start..type.End] switch
        {
            [(byte)'X', (byte)'P', (byte)'N'] or [(byte)'P', (byte)'N'] => _rules.Names,
            [(byte)'X', (byte)'A', (byte)'D'] or [(byte)'A', (byte)'D'] => _rules.Addresses,
            [(byte)'X', (byte)'T', (byte)'N'] or [(byte)'T', (byte)'N'] => _rules.Phones,
            [(byte)'C', (byte)'X'] or [(byte)'C', (byte)'K'] => _rules.Identifiers,
            [(byte)'X', (byte)'C', (byte)'N'] or [(byte)'C', (byte)'N'] => _rules.Providers,
            _ => Hl7FieldRules.Nothing,
        };
        WalkField(value, rules, FindKey(key));
    }

    /// <summary>What the name of an observation means: its text, or its code where that says nothing.</summary>
    private KeyMatch FindKey(Part key)
    {
        KeyMatch match = KeyMatch.Nothing;
        for (int at = key.Start; at < key.End && match.IsNothing;)
        {
            int length = _text[at..key.End].IndexOf(_separators.Component);
            int end = length < 0 ? key.End : at + length;
            match = end > at ? pass.Rules.Keys.Find(_text[at..end]) : match;
            at = end + 1;
        }

        return match;
    }

    private void WalkField(Part field, Hl7FieldRules rules, in KeyMatch match)
    {
        int component = 1;
        for (int at = field.Start; at <= field.End;)
        {
            int length = _text[at..field.End].IndexOfAny(_separators.Component, _separators.Repetition);
            int end = length < 0 ? field.End : at + length;
            int rule = rules[component];
            WalkComponent(new Part(at, end), rule == RuleSet.NoRule ? match.Rule : rule, match.Hints);
            component = end < field.End && _text[end] == _separators.Repetition ? 1 : component + 1;
            at = end + 1;
        }
    }

    private void WalkComponent(Part part, int rule, Hints hints)
    {
        // Two quotes say that the receiver shall delete what it has.
        ReadOnlySpan<byte> value = _text[part.Start..part.End];
        if (value.IsEmpty || value.SequenceEqual("\"\""u8))
        {
            return;
        }

        var escapes = new Hl7Escapes(_separators);
        if (rule != RuleSet.NoRule)
        {
            EscapedText.Claim(pass, _text, part, rule, escapes);
        }
        else if (part.Length >= ShortestScanned)
        {
            EscapedText.Scan(pass, _text, part, hints, escapes);
        }
    }
}
