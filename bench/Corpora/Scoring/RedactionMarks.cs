using System.Text;
using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Reads what a redactor wrote in place of a value.</summary>
public static class RedactionMarks
{
    /// <summary>Other names that rules have for the types of the truth.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dob"] = PhiType.Date,
        ["birth-date"] = PhiType.Date,
        ["birth"] = PhiType.Date,
        ["dates"] = PhiType.Date,
        ["telephone"] = PhiType.Phone,
        ["e-mail"] = PhiType.Email,
        ["mail"] = PhiType.Email,
        ["payment-card"] = PhiType.Card,
        ["pan"] = PhiType.Card,
        ["credit-card"] = PhiType.Card,
        ["address"] = PhiType.Street,
        ["street-address"] = PhiType.Street,
        ["member-id"] = PhiType.Member,
        ["account-number"] = PhiType.Account,
        ["driver-licence"] = PhiType.License,
        ["licence"] = PhiType.License,
        ["driver-license"] = PhiType.License,
        ["device-serial"] = PhiType.Device,
        ["serial"] = PhiType.Device,
        ["aws-key"] = PhiType.Secret,
        ["jwt"] = PhiType.Secret,
        ["pem"] = PhiType.Secret,
        ["bearer"] = PhiType.Secret,
        ["password"] = PhiType.Secret,
        ["secrets"] = PhiType.Secret,
        ["routing"] = PhiType.Aba,
    };

    /// <summary>The names within all marks of a text, empty for a mark without one.</summary>
    public static List<string> LabelsIn(ReadOnlySpan<byte> text)
    {
        var labels = new List<string>();
        for (int i = 0; i < text.Length; i++)
        {
            int length = Token.MarkLength(text[i..]);
            if (length > 0)
            {
                string mark = Encoding.UTF8.GetString(text.Slice(i, length - 1));
                labels.Add(mark.Contains(':', StringComparison.Ordinal) ? mark[(mark.IndexOf(':') + 1)..] : "");
                i += length - 1;
            }
        }

        return labels;
    }

    /// <summary>
    /// Whether a text has what other actions leave: stars, a year, an age group, three digits of a ZIP code.
    /// </summary>
    public static bool LooksMasked(ReadOnlySpan<byte> text) =>
        text.Contains((byte)'*') || text.IndexOf("90+"u8) >= 0 || text.IndexOf("000"u8) >= 0
        || (text.Length == 4 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'));

    /// <summary>The truth's name for what a mark calls itself.</summary>
    public static string TypeOf(string label) =>
        Aliases.TryGetValue(label, out string? type) ? type : label is "" ? "unnamed" : label.ToLowerInvariant();
}
