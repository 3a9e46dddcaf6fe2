using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Structures;
using PhiLens.Pipeline.Redaction.Structures.Hl7;
using PhiLens.Pipeline.Redaction.Structures.Xml;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("a&amp;b", "a&b")]
    [InlineData("&#64;&#x40;&#X40;", "@@@")]
    [InlineData("&lt;&gt;&quot;&apos;", "<>\"'")]
    [InlineData("&nbsp;&#233;&#x1F600;", "\u00A0\u00E9\U0001F600")]
    [InlineData("&unknown; & &; &#; &#x; &#xD800; &amp", "&unknown; & &; &#; &#x; &#xD800; &amp")]
    public void Decodes_entities(string raw, string expected) =>
        Assert.Equal(expected, Decode(raw, default(XmlEntities)));

    [Theory]
    [InlineData("\\F\\\\S\\\\T\\\\R\\\\E\\", "|^&~\\")]
    [InlineData("\\X4A4B\\ \\X4\\ \\Xzz\\", "JK \\X4\\ \\Xzz\\")]
    [InlineData("\\H\\bold\\N\\ \\.br\\next\\.sp+2\\", "bold \nnext\n")]
    [InlineData("\\C2842\\\\M123456\\\\Z1\\", "")]
    [InlineData("C:\\new\\file \\", "C:\\new\\file \\")]
    public void Decodes_escapes_of_hl7(string raw, string expected)
    {
        Assert.True(Hl7Separators.TryRead("MSH|^~\\&|"u8, out Hl7Separators separators));
        Assert.Equal(expected, Decode(raw, new Hl7Escapes(separators)));
    }

    [Fact]
    public void Claims_come_back_to_where_the_bytes_stand()
    {
        byte[] raw = "ab&amp;cd&#64;&#65;ef"u8.ToArray();

        // Decoded: ab&cd@Aef
        Edit[] edits =
        [
            new() { Start = 5, End = 7 }, new() { Start = 0, End = 9 }, new() { Start = 2, End = 3 },
            new() { Start = 1, End = 4 }, new() { Start = 7, End = 9 }, new() { Start = 3, End = 6 },
        ];
        EscapedText.MapBack(edits, raw, default(XmlEntities));

        Assert.Equal(
            ["0-21", "1-8", "2-7", "7-14", "9-19", "19-21"],
            edits.OrderBy(e => e.Start).ThenBy(e => e.End).Select(e => $"{e.Start}-{e.End}"));
    }

    [Fact]
    public void Every_span_of_random_texts_comes_back_to_bytes_that_mean_the_same()
    {
        var random = new Random(7);
        string[] pieces = ["a", "bc", "&amp;", "&#64;", "&#xe9;", "&", "&x;", "-1-"];
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, 12).Select(_ => pieces[random.Next(pieces.Length)]));
            byte[] raw = Encoding.UTF8.GetBytes(text);
            byte[] decoded = new byte[raw.Length];
            int length = EscapedText.Decode(raw, decoded, default(XmlEntities));
            int start = random.Next(length);
            int end = random.Next(start + 1, length + 1);
            Edit[] edits = [new() { Start = start, End = end }];

            EscapedText.MapBack(edits, raw, default(XmlEntities));

            byte[] again = new byte[raw.Length];
            int count = EscapedText.Decode(raw.AsSpan(edits[0].Start..edits[0].End), again, default(XmlEntities));
            Assert.True(again.AsSpan(0, count).IndexOf(decoded.AsSpan(start..end)) >= 0);
            Assert.InRange(count, end - start, end - start + 2);
        }
    }

    private static string Decode<T>(string raw, T escapes)
        where T : struct, IEscapes
    {
        byte[] bytes = Encoding.UTF8.GetBytes(raw);
        byte[] place = new byte[bytes.Length];
        int length = EscapedText.Decode(bytes, place, escapes);
        return Encoding.UTF8.GetString(place, 0, length);
    }
}
