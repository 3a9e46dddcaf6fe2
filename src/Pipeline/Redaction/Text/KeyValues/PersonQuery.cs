using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>
/// The query by which a person is searched for, such as <c>/fhir/Patient?given=Ann&amp;family=Lee</c>: names that alone
/// say nothing are a person's there.
/// </summary>
internal static class PersonQuery
{
    /// <summary>How far before a name its query may begin.</summary>
    private const int LongestQuery = 256;

    private static readonly WordSet Names = new("name given family phonetic q search");

    private static readonly WordSet People = new(
        "patient patients person persons member members subscriber subscribers beneficiary individual individuals");

    /// <summary>What a name of a query means; nothing outside of a query for people.</summary>
    /// <param name="scan">The text.</param>
    /// <param name="name">The name.</param>
    /// <param name="separator">Where its separator stands.</param>
    internal static KeyMatch Find(in TextScan scan, KeyName name, int separator)
    {
        ReadOnlySpan<byte> text = scan.Text;
        return text[separator] == '='
            && Chars.At(text, name.Start - 1) is (byte)'?' or (byte)'&'
            && Names.Contains(text[name.Start..name.End])
            && IsForPeople(text[..name.Start])
                ? scan.Pass.Rules.Keys.Find("patientName"u8)
                : KeyMatch.Nothing;
    }

    /// <summary>Whether the path before a query ends with a word for people, or with that and <c>/search</c>.</summary>
    private static bool IsForPeople(ReadOnlySpan<byte> before)
    {
        before = before[Math.Max(0, before.Length - LongestQuery)..];
        int query = before.LastIndexOf((byte)'?');
        if (query < 0 || before[query..].IndexOfAny(" \"\t"u8) >= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> path = before[..query];
        ReadOnlySpan<byte> last = LastSegment(ref path);
        return People.Contains(last)
            || Chars.Reads(last, "relatedperson"u8)
            || (Chars.Reads(last.TrimStart((byte)'_'), "search"u8) && People.Contains(LastSegment(ref path)));
    }

    private static ReadOnlySpan<byte> LastSegment(ref ReadOnlySpan<byte> path)
    {
        int slash = path.LastIndexOf((byte)'/');
        ReadOnlySpan<byte> segment = slash < 0 ? default : path[(slash + 1)..];
        path = slash < 0 ? default : path[..slash];
        return segment;
    }
}
