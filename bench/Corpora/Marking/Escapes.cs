using System.Globalization;
using System.Text;

namespace PhiLens.Bench.Corpora.Marking;

/// <summary>Escapes, each written anew here so that no mistake of the product's is shared.</summary>
public static class Escapes
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>The inside of a JSON string, RFC 8259, with as few escapes as possible.</summary>
    public static string Json(string text) => Each(text, rune => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x20 => $"\\u{rune.Value:x4}",
        _ => rune.ToString(),
    });

    /// <summary>
    /// The inside of a JSON string as cautious encoders write it: <c>\u0040</c> for more than is needed.
    /// </summary>
    public static string CautiousJson(string text) => Each(text, rune => rune.Value switch
    {
        '\\' => "\\\\",
        < 0x20 or '"' or '@' or '&' or '<' or '>' or '\'' or '+' or > 0x7e => Utf16(rune, "\\u{0:X4}"),
        _ => rune.ToString(),
    });

    /// <summary>Every character as <c>\u00XX</c>.</summary>
    public static string AllUnicode(string text) => Each(text, rune => Utf16(rune, "\\u{0:x4}"));

    /// <summary>Percent encoding, RFC 3986.</summary>
    public static string Percent(string text) => Each(text, rune =>
        rune.IsAscii && Unreserved.Contains((char)rune.Value, StringComparison.Ordinal)
            ? rune.ToString()
            : Bytes(rune, "%{0:X2}"));

    /// <summary>The same with a plus for a blank, as forms send it.</summary>
    public static string Form(string text) => Percent(text).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>XML and HTML text with decimal references for signs.</summary>
    public static string Html(string text) => Each(text, rune => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '@' or '(' or ')' => $"&#{rune.Value};",
        _ => rune.ToString(),
    });

    /// <summary>XML text with no more escapes than XML asks for.</summary>
    public static string Xml(string text) => Each(text, rune => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => rune.ToString(),
    });

    /// <summary>HL7 v2 text with its escapes for the usual separators.</summary>
    public static string Hl7(string text) => Each(text, rune => rune.Value switch
    {
        '|' => "\\F\\",
        '^' => "\\S\\",
        '&' => "\\T\\",
        '~' => "\\R\\",
        '\\' => "\\E\\",
        _ => rune.ToString(),
    });

    /// <summary>A literal of SQL.</summary>
    public static string Sql(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    /// <summary>The inside of a quoted value of logfmt.</summary>
    public static string Quoted(string text) => Each(text, rune => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ => rune.ToString(),
    });

    private static string Each(string text, Func<Rune, string> encode)
    {
        var encoded = new StringBuilder(text.Length + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            encoded.Append(encode(rune));
        }

        return encoded.ToString();
    }

    private static string Utf16(Rune rune, string format) =>
        string.Concat(rune.ToString().Select(unit => string.Format(CultureInfo.InvariantCulture, format, (int)unit)));

    private static string Bytes(Rune rune, string format) => string.Concat(Encoding.UTF8.GetBytes(rune.ToString())
        .Select(one => string.Format(CultureInfo.InvariantCulture, format, one)));
}
