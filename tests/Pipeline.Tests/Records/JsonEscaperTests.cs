using System.Text;
using System.Text.Json;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Records;

public sealed class JsonEscaperTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("say \"hi\" \\ now", "say \\\"hi\\\" \\\\ now")]
    [InlineData("tab\tcr\rlf\nff\fbs\b", "tab\\tcr\\rlf\\nff\\fbs\\b")]
    [InlineData("nul\0esc\u001b", "nul\\u0000esc\\u001b")]
    [InlineData("Gruß, 世界 🩺", "Gruß, 世界 🩺")]
    [InlineData("\u007f\u0080", "\u007f\u0080")]
    public void Escapes_what_RFC_8259_asks_for_and_nothing_else(string message, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Escape(Encoding.UTF8.GetBytes(message)).Escaped));

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0x61, 0xE2, 0x82 }, "a\uFFFD")]
    [InlineData(new byte[] { 0xC0, 0xAF }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x62 }, "\uFFFDb")]
    public void Replaces_each_maximal_damaged_part_by_one_replacement_character(byte[] message, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Escape(message).Escaped));

    [Fact]
    public void Agrees_with_the_framework_on_random_bytes_and_every_destination_size()
    {
        var random = new Random(20261123);
        for (int round = 0; round < 3_000; round++)
        {
            byte[] message = Some.Bytes(random, random.Next(1, 300));
            string expected = Encoding.UTF8.GetString(message);

            (byte[] escaped, int messageBytes) = Escape(message, random.Next(6, 200));

            Assert.Equal(expected, JsonSerializer.Deserialize<string>($"\"{Encoding.UTF8.GetString(escaped)}\""));
            Assert.Equal(Encoding.UTF8.GetByteCount(expected), messageBytes);
        }
    }

    [Fact]
    public void Stays_between_characters_when_the_destination_ends_in_well_formed_text()
    {
        byte[] message = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a€🩺é", 50)));
        for (int size = 6; size < 120; size++)
        {
            Assert.Equal(message, Escape(message, size).Escaped);
        }
    }

    [Fact]
    public void Takes_nothing_of_a_character_for_which_there_is_no_room() =>
        Assert.Equal(new EscapeResult(2, 2, 2), JsonEscaper.Escape("ab\u0001c"u8, new byte[7]));

    private static (byte[] Escaped, int MessageBytes) Escape(byte[] message, int destinationSize = 4096)
    {
        var output = new MemoryStream();
        ReadOnlySpan<byte> rest = message;
        int messageBytes = 0;
        byte[] destination = new byte[destinationSize];
        while (!rest.IsEmpty)
        {
            EscapeResult result = JsonEscaper.Escape(rest, destination);
            Assert.True(result.Read > 0, "the escaper must move on when a whole escape fits");
            output.Write(destination, 0, result.Written);
            messageBytes += result.MessageBytes;
            rest = rest[result.Read..];
        }

        return (output.ToArray(), messageBytes);
    }
}
