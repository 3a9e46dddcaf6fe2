using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Text.Walks;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>
/// Looks at a name and a value with a colon or an equals sign between them: logfmt, query strings, headers, records of
/// .NET, parameters of SQL, attributes of XML, and JSON that is broken or escaped.
/// </summary>
internal static class KeyValue
{
    private const int MostElements = 64;
    private const int LongestTag = 128;

    /// <summary>A longer value that stands within another one is not looked at again with what its name says.</summary>
    private const int LongValue = 256;

    /// <summary>Looks at the field whose separator stands at a place.</summary>
    /// <param name="scan">The text.</param>
    /// <param name="separator">The place.</param>
    /// <param name="seen">Behind the longest value so far.</param>
    /// <returns>
    /// Behind what was claimed or has no blanks, where no other name stands before; else 0. A name within a value whose
    /// end is far away would be as much work for each of many such names.
    /// </returns>
    internal static int Look(in TextScan scan, int separator, ref int seen)
    {
        ReadOnlySpan<byte> text = scan.Text;
        KeyName name = KeyName.Before(text, separator);
        if (name.IsEmpty || !HasValue(text, separator) || IsQuiet(scan, name) || name.IsOfThing(text))
        {
            return 0;
        }

        KeyMatch match = Find(scan, ref name);
        match = match.Rule == RuleSet.NoRule && match.Hints.IsEmpty ? PersonQuery.Find(scan, name, separator) : match;
        if (match.Rule == RuleSet.NoRule && match.Hints.IsEmpty)
        {
            return 0;
        }

        ValueSpan value = ValueSpan.Behind(text, separator, KindOf(text[name.Start..name.End]));
        if (Chars.At(text, value.Start) == '[' && !value.IsQuoted && RedactionToken.LengthAt(text[value.Start..]) == 0)
        {
            return Elements(scan, value.Start, match);
        }

        bool isWithin = value.End - value.Start > LongValue && value.Start < seen;
        Claim(scan, value, isWithin ? match with { Hints = Hints.None } : match);
        seen = Math.Max(seen, value.End);
        bool isClaimed = match.Rule != RuleSet.NoRule
            && scan.Pass.Rules.Rules[match.Rule].Action != RedactionAction.Allow;
        return isClaimed || !value.IsQuoted ? value.End : 0;
    }

    /// <summary>Claims a value, or looks at it with what its name says.</summary>
    internal static void Claim(in TextScan scan, ValueSpan value, in KeyMatch match)
    {
        int start = value.Start;
        ReadOnlySpan<byte> bytes = start < value.End ? scan.Text[start..value.End] : default;
        if (bytes.IsEmpty || bytes[0] == '{' || IsNothing(bytes) || RedactionToken.LengthAt(bytes) > 0)
        {
            return;
        }

        if (match.Rule != RuleSet.NoRule && !IsMasked(scan, bytes, match.Rule))
        {
            scan.Pass.Claim(scan.Text, start, value.End, match.Rule);
        }

        if (!match.Hints.IsEmpty)
        {
            ContextWalk.Value(scan, start, value.End, match.Hints);
        }
    }

    /// <summary>
    /// Whether a rule that masks has been here: a mask begins with a star, and may end elsewhere than what it masks.
    /// </summary>
    internal static bool IsMasked(in TextScan scan, ReadOnlySpan<byte> value, int rule) =>
        value.TrimStart("(+ "u8).StartsWith("*"u8) && scan.Pass.Rules.Rules[rule].Action == RedactionAction.Mask;

    /// <summary>Whether a value says that there is none.</summary>
    internal static bool IsNothing(ReadOnlySpan<byte> value) => value.Length <= 9 && (Chars.Reads(value, "null"u8)
        || Chars.Reads(value, "true"u8) || Chars.Reads(value, "false"u8) || Chars.Reads(value, "none"u8)
        || Chars.Reads(value, "nil"u8) || Chars.Reads(value, "undefined"u8) || Chars.Reads(value, "n/a"u8)
        || Chars.Reads(value, "(null)"u8));

    /// <summary>Whether a name is remembered to say nothing, and nothing around it or in it can say more.</summary>
    private static bool IsQuiet(in TextScan scan, KeyName name)
    {
        ReadOnlySpan<byte> text = scan.Text;
        ReadOnlySpan<byte> bytes = text[name.Start..name.End];
        return scan.Pass.Rules.Keys.Recall(bytes) is { IsQuiet: true }
            && Chars.At(text, name.Start - 1) is not ((byte)'?' or (byte)'&')
            && !name.MayHaveMore(text)
            && !bytes.Contains((byte)'.')
            && !IsElement(bytes);
    }

    private static bool IsElement(ReadOnlySpan<byte> name) =>
        Chars.Reads(name, "value"u8) || Chars.Reads(name, "extension"u8);

    private static bool HasValue(ReadOnlySpan<byte> text, int separator)
    {
        byte next = Chars.At(text, separator + 1);
        bool isNothing = next is 0 or (byte)'\n' or (byte)'\r' or (byte)'&' || (next == ':' && text[separator] == ':');
        return !isNothing && !(text[separator] == ':' && Chars.At(text, separator - 1) == ':');
    }

    /// <summary>What a name means: with the words before it, alone, or its last part behind a dot.</summary>
    private static KeyMatch Find(in TextScan scan, ref KeyName name)
    {
        ReadOnlySpan<byte> text = scan.Text;
        if (name.MayHaveMore(text) && TryWords(scan, ref name, out KeyMatch longest))
        {
            return longest;
        }

        ReadOnlySpan<byte> bytes = text[name.Start..name.End];
        KeyMatch match = scan.Pass.Rules.Keys.Find(bytes);
        int dot = bytes.LastIndexOf((byte)'.');
        if (match.IsNothing && dot >= 0 && dot + 1 < bytes.Length)
        {
            name = new KeyName(name.Start + dot + 1, name.End);
            return scan.Pass.Rules.Keys.Find(bytes[(dot + 1)..]);
        }

        if (match.IsNothing && IsElement(bytes))
        {
            name = ElementValue.NameBefore(text, name.Start, LongestTag);
            return name.IsEmpty ? KeyMatch.Nothing : scan.Pass.Rules.Keys.Find(text[name.Start..name.End]);
        }

        return match;
    }

    private static bool TryWords(in TextScan scan, ref KeyName name, out KeyMatch match)
    {
        KeyName longer = name;
        KeyName best = default;
        match = KeyMatch.Nothing;
        for (int i = 1; i < KeyName.WordLimit; i++)
        {
            longer = longer.WithWordBefore(scan.Text);
            if (longer.IsEmpty)
            {
                break;
            }

            KeyMatch found = scan.Pass.Rules.Keys.Find(scan.Text[longer.Start..longer.End]);
            if (!found.IsNothing)
            {
                (best, match) = (longer, found);
            }
        }

        name = best.IsEmpty ? name : best;
        return !best.IsEmpty;
    }

    /// <summary>The strings and numbers of an array.</summary>
    private static int Elements(in TextScan scan, int bracket, in KeyMatch match)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int at = bracket + 1;
        int end = at;
        for (int i = 0; i < MostElements && at > 0; i++)
        {
            ValueSpan value = ValueSpan.At(text, Chars.SkipBlanks(text, at), ValueKind.Word);
            Claim(scan, value, match);
            end = value.End;
            int comma = end;
            while (value.IsQuoted && Chars.At(text, comma) is (byte)'\\' or (byte)'"' or (byte)'\'' or (byte)'`')
            {
                comma++;
            }

            comma = Chars.SkipBlanks(text, comma);
            at = Chars.At(text, comma) == ',' ? comma + 1 : 0;
        }

        return end;
    }

    private static ValueKind KindOf(ReadOnlySpan<byte> name)
    {
        if (Holds(name, "authoriz"u8) || Holds(name, "cookie"u8))
        {
            return ValueKind.Line;
        }

        bool isWords = Holds(name, "name"u8) || Holds(name, "addr"u8) || Holds(name, "street"u8)
            || Holds(name, "city"u8)
            || Holds(name, "county"u8) || Holds(name, "birth"u8) || Holds(name, "dob"u8) || Holds(name, "date"u8)
            || Holds(name, "contact"u8) || Holds(name, "guard"u8) || Holds(name, "employer"u8)
            || Holds(name, "guarantor"u8) || Holds(name, "patient"u8) || Holds(name, "kin"u8)
            || Holds(name, "given"u8) || Holds(name, "family"u8) || Holds(name, "death"u8);
        return isWords ? ValueKind.Words : ValueKind.Word;
    }

    private static bool Holds(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        for (int i = 0; i + part.Length <= name.Length; i++)
        {
            if (Chars.StandsAt(name, i, part))
            {
                return true;
            }
        }

        return false;
    }
}
