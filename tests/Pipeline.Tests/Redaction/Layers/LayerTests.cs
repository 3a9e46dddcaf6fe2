using PhiLens.Pipeline.Tests.Redaction.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Layers;

public sealed class LayerTests : IDisposable
{
    private readonly TextBench _bench = new();

    [Theory]
    [InlineData("to maria%40example.com now", "to [REDACTED:email] now")]
    [InlineData("to maria%2540example.com now", "to [REDACTED:email] now")]
    [InlineData("to maria\\u0040example.com now", "to [REDACTED:email] now")]
    [InlineData("to maria\\\\u0040example.com now", "to [REDACTED:email] now")]
    [InlineData("to maria&#64;example.com now", "to [REDACTED:email] now")]
    [InlineData("to maria&#x40;example&period;com now", "to [REDACTED:email] now")]
    [InlineData("to maria＠example．com now", "to [REDACTED:email] now")]
    [InlineData("seen 123%2D45%2D6789.", "seen [REDACTED:ssn].")]
    [InlineData("seen １２３-４５-６７８９.", "seen [REDACTED:ssn].")]
    [InlineData("seen ١٢٣-٤٥-٦٧٨٩.", "seen [REDACTED:ssn].")]
    [InlineData("seen 𝟏𝟐𝟑-𝟒𝟓-𝟔𝟕𝟖𝟗.", "seen [REDACTED:ssn].")]
    [InlineData("seen 123\u201345\u20136789.", "seen [REDACTED:ssn].")]
    [InlineData("seen 123\u00a045\u00a06789.", "seen [REDACTED:ssn].")]
    [InlineData("seen 123\u200d-45-67\u00ad89.", "seen [REDACTED:ssn].")]
    [InlineData("seen 123&ndash;45&ndash;6789.", "seen [REDACTED:ssn].")]
    [InlineData("seen 123&nbsp;45&nbsp;6789.", "seen [REDACTED:ssn].")]
    [InlineData("seen \\u0031\\u0032\\u0033-45-6789.", "seen [REDACTED:ssn].")]
    [InlineData("call (617)\u00a0555\u20110123.", "call [REDACTED:phone].")]
    [InlineData("ｓｓｎ 234567890", "ｓｓｎ [REDACTED:ssn]")]
    [InlineData("q=ssn%3D234567890%26x%3D1", "q=ssn%3D[REDACTED:ssn]%26x%3D1")]
    [InlineData("\u001b[31m123-45-6789\u001b[0m", "\u001b[31m[REDACTED:ssn]\u001b[0m")]
    [InlineData("\\u001b[1;31m123-45-6789\\u001b[0m", "\\u001b[1;31m[REDACTED:ssn]\\u001b[0m")]
    [InlineData("é 123-45-6789 €", "é [REDACTED:ssn] €")]
    public void Finds_what_stands_behind_escapes_and_look_alikes(string text, string expected) =>
        Assert.Equal(expected, _bench.Redact(text));

    [Theory]
    [InlineData("100% done, 5%zz, a&b; &unknown; \\q C:\\temp\\new, é 世界 🩺 %")]
    [InlineData("\\u00e9\\u4e16 \\ud83e\\udE7a \\ud800 \\u12")]
    [InlineData("%E4%B8%96 %FF%FE %00")]
    public void Leaves_escapes_as_they_are(string text) => Assert.Equal(text, _bench.Redact(text));

    [Fact]
    public void Looks_into_base64_only_when_asked()
    {
        string run = Convert.ToBase64String("patient ssn 123-45-6789 seen"u8);
        using var asked = new TextBench(isBase64: true);
        Assert.Equal($"body {run} end", _bench.Redact($"body {run} end"));
        Assert.Equal("body [REDACTED:ssn] end", asked.Redact($"body {run} end"));
        Assert.Equal("body [REDACTED:ssn] end", asked.Redact($"body {run.TrimEnd('=')} end"));
        Assert.Equal("body [REDACTED:ssn] end", asked.Redact($"body {run.TrimEnd('=')}+-/_ end"));
        string harmless = Convert.ToBase64String("nothing to see in this text"u8);
        Assert.Equal($"body {harmless} end", asked.Redact($"body {harmless} end"));
    }

    public void Dispose() => _bench.Dispose();
}
