using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>
/// All ways to read a line: as it is, and with escapes of JSON, URLs and HTML undone, again and again. Each is folded:
/// lower case, plain digits, nothing invisible; and squeezed: letters and digits only, so that separators do not
/// matter.
/// </summary>
public sealed partial class Readings
{
    private const int DeepestEscape = 6;
    private const int ShortestBase64 = 16;

    private Readings(IReadOnlyList<string> folded)
    {
        Folded = folded;
        Squeezed = [.. folded.Select(Squeeze)];
    }

    public IReadOnlyList<string> Folded { get; }

    public IReadOnlyList<string> Squeezed { get; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">Its bytes; what is no UTF-8 reads as U+FFFD.</param>
    /// <param name="base64">Whether to decode what looks like base64 as well.</param>
    public static Readings Of(ReadOnlySpan<byte> line, bool base64)
    {
        var all = new List<string> { Encoding.UTF8.GetString(line) };
        for (int level = 0; level < DeepestEscape; level++)
        {
            string peeled = Peeled(all[^1]);
            if (peeled == all[^1])
            {
                break;
            }

            all.Add(peeled);
        }

        if (base64)
        {
            all.AddRange(all.SelectMany(Decoded).ToArray());
        }

        return new Readings([.. all.Select(Fold).Distinct()]);
    }

    /// <summary>Lower case, ASCII digits and dashes and blanks, without characters that nobody sees.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format))
        {
            int digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            folded.Append(c switch
            {
                < '\u0080' => char.ToLowerInvariant(c),
                _ when digit >= 0 => (char)('0' + digit),
                >= '\uff01' and <= '\uff5e' => char.ToLowerInvariant((char)(c - 0xfee0)),
                _ when char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation => '-',
                _ when char.IsWhiteSpace(c) => ' ',
                _ => char.ToLowerInvariant(c),
            });
        }

        return folded.ToString();
    }

    public static string Squeeze(string folded) => string.Concat(folded.Where(char.IsLetterOrDigit));

    private static string Peeled(string text)
    {
        string peeled = text.Contains('\\') ? JsonEscape().Replace(text, m => Unescaped(m.Value)) : text;
        peeled = peeled.Contains('%') ? Uri.UnescapeDataString(peeled) : peeled;
        return peeled.Contains('&') ? WebUtility.HtmlDecode(peeled).Replace("&commat;", "@",
            StringComparison.Ordinal) : peeled;
    }

    private static string Unescaped(string escape) => escape[1] switch
    {
        'u' => ((char)ushort.Parse(escape.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        'n' or 'r' or 't' or 'b' or 'f' => " ",
        _ => escape[1..],
    };

    private static IEnumerable<string> Decoded(string text)
    {
        foreach (Match match in Base64Run().Matches(text))
        {
            string run = match.Value.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            byte[] bytes = new byte[run.Length];
            string padded = run.PadRight((run.Length + 3) / 4 * 4, '=');
            if (run.Length >= ShortestBase64 && Convert.TryFromBase64String(padded, bytes, out int length))
            {
                yield return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
            }
        }
    }

    [GeneratedRegex("""\\(u[0-9a-fA-F]{4}|["\\/nrtbf])""")]
    private static partial Regex JsonEscape();

    [GeneratedRegex("[A-Za-z0-9+/_-]{16,}={0,2}")]
    private static partial Regex Base64Run();
}
