using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>Looks at the text of an XML element whose name has a rule: <c>&lt;ssn&gt;…&lt;/ssn&gt;</c>.</summary>
internal static class ElementValue
{
    private const int LongestTag = 256;

    /// <summary>Looks at the element whose opening tag ends at a place.</summary>
    internal static void Look(in TextScan scan, int close)
    {
        ReadOnlySpan<byte> text = scan.Text;
        byte before = Chars.At(text, close - 1);
        if (close + 1 >= text.Length || before is (byte)'/' or (byte)'-' or (byte)'=')
        {
            return;
        }

        KeyName name = NameBefore(text, close, LongestTag);
        KeyMatch match = name.IsEmpty ? KeyMatch.Nothing : scan.Pass.Rules.Keys.Find(text[name.Start..name.End]);
        if (match.Rule == RuleSet.NoRule && match.Hints.IsEmpty)
        {
            return;
        }

        int length = text[(close + 1)..].IndexOfAny((byte)'<', (byte)'\n');
        int end = length < 0 ? text.Length : close + 1 + length;
        KeyValue.Claim(scan, new ValueSpan(close + 1, end, IsQuoted: true), match);
    }

    /// <summary>The name of the element whose opening tag a place is in; empty when it is in none.</summary>
    internal static KeyName NameBefore(ReadOnlySpan<byte> text, int at, int longest)
    {
        int from = Math.Max(0, at - longest);
        int open = text[from..at].LastIndexOfAny((byte)'<', (byte)'>');
        if (open < 0 || text[from + open] != '<')
        {
            return default;
        }

        int start = from + open + 1;
        int end = start;
        for (; end < at && (Chars.IsAlnum(text[end])
            || text[end] is (byte)'_' or (byte)'-' or (byte)'.' or (byte)':'); end++)
        {
            start = text[end] == ':' ? end + 1 : start;
        }

        return Chars.IsLetter(Chars.At(text, start)) ? new KeyName(start, end) : default;
    }
}
