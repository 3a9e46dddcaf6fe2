using System.Text;
using PhiLens.Pipeline.Redaction.Json;

namespace PhiLens.Pipeline.Tests.Redaction;

public sealed class JsonCursorTests
{
    private const string Telling = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ@=:<>{}[]%&|*#$~^`_+/";

    [Fact]
    public void Tells_of_every_byte_whether_anything_may_be_found_with_it()
    {
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            if (value is not ('"' or '\\'))
            {
                var cursor = new JsonCursor([(byte)'"', (byte)'a', (byte)value, (byte)'"']);
                Assert.True(cursor.TryString(out JsonText text));
                Assert.Equal(value >= 0x80 || Telling.Contains((char)value, StringComparison.Ordinal), text.IsTelling);
            }
        }
    }

    [Fact]
    public void Reads_pairs_wherever_they_stand()
    {
        for (int length = 0; length < 200; length++)
        {
            string name = new('a', length);
            string value = new string('b', 200 - length) + (length % 2 == 0 ? "" : "1");
            var cursor = new JsonCursor(Encoding.UTF8.GetBytes($"\"{name}\":\"{value}\",\"c\":\"\","));
            Assert.True(cursor.TryPair(out JsonText first, out JsonText second));
            Assert.Equal((1, length + 1), (first.Start, first.End));
            Assert.Equal((length + 4, length + 4 + value.Length), (second.Start, second.End));
            Assert.Equal(length % 2 != 0, second.IsTelling);
            Assert.True(cursor.TryPair(out first, out second));
            Assert.Equal((1, 0), (first.Length, second.Length));
            Assert.False(cursor.TryPair(out _, out _));
        }
    }

    [Theory]
    [InlineData("\"a\":\"b\"")]
    [InlineData("\"a\":\"b\"}")]
    [InlineData("\"a\": \"b\",")]
    [InlineData("\"a\":\"b\" ,")]
    [InlineData(" \"a\":\"b\",")]
    [InlineData("\"a\":1,")]
    [InlineData("\"a\",\"b\",")]
    [InlineData("\"a\\\"\":\"b\",")]
    [InlineData("\"a\":\"b\\\"\",")]
    [InlineData("\"a\":\"b\\\\\",")]
    [InlineData("\"a")]
    [InlineData("\"a\":\"")]
    [InlineData("\"")]
    [InlineData("")]
    public void Stays_before_what_is_no_plain_pair(string text)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.False(cursor.TryPair(out _, out _));
        Assert.Equal(0, cursor.At);
    }
}
