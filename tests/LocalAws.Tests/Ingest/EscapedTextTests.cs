using System.Text;
using System.Text.Json;
using PhiLens.LocalAws.Ingest;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Tests.Ingest;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("""\"\\\/\b\f\n\r\t""", "\"\\/\b\f\n\r\t")]
    [InlineData("""a\u0000b\u00E9c\u20acd""", "a\0béc€d")]
    [InlineData("""\ud83d\ude00é\n""", "😀é\n")]
    public void Undoes_escapes(string escaped, string expected) => Assert.Equal(expected, Undo(escaped));

    [Theory]
    [InlineData("""\ud83d""")]
    [InlineData("""\ud83dx""")]
    [InlineData("""\ud83d\n""")]
    [InlineData("""\ude00\ud83d""")]
    [InlineData("""\ud83d\u0041""")]
    public void Refuses_half_a_pair(string escaped) => Assert.Throws<ServiceException>(() => Undo(escaped));

    [Fact]
    public void Agrees_with_the_library_on_random_texts()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var letters = Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(6) switch
            {
                0 => "\"",
                1 => "\\",
                2 => ((char)random.Next(0x20)).ToString(),
                3 => char.ConvertFromUtf32(random.Next(0x10000, 0x10FFFF)),
                4 => "é",
                _ => "text",
            });
            var text = string.Concat(letters);

            Assert.Equal(text, Undo(JsonEncodedText.Encode(text).Value));
        }
    }

    private static string Undo(string escaped)
    {
        var source = Encoding.UTF8.GetBytes(escaped);
        var target = new byte[source.Length];
        return Encoding.UTF8.GetString(target, 0, EscapedText.Undo(source, target));
    }
}
