using System.Text;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Batching;

public sealed class EventSplitterTests
{
    [Fact]
    public void A_sealed_value_is_never_in_two_events()
    {
        const string Token = "LE1.ssn.AAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.";
        byte[] message = Encoding.UTF8.GetBytes(new string('x', 40) + Token + new string('y', 40));
        for (int most = 41; most < message.Length; most++)
        {
            int part = EventSplitter.FirstPart(message, most);

            Assert.Equal(most < 40 + Token.Length ? 40 : most, part);
        }
    }

    [Fact]
    public void Parts_of_text_fit_and_never_cut_a_character()
    {
        byte[] message = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("aé€🩺", 100)));
        for (int most = 4; most < 60; most++)
        {
            Assert.All(Parts(message, most), part =>
            {
                Assert.InRange(part.Length, 1, most);
                Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(part));
            });
        }
    }

    [Fact]
    public void Parts_of_damaged_bytes_fit_after_repair_and_together_are_the_message()
    {
        var random = new Random(5);
        for (int round = 0; round < 500; round++)
        {
            byte[] message = Some.Bytes(random, random.Next(1, 400));
            int most = random.Next(4, 100);

            List<byte[]> parts = Parts(message, most);

            Assert.Equal(message, parts.SelectMany(p => p));
            Assert.All(parts, p => Assert.InRange(Repaired(p), 1, most));
        }
    }

    [Fact]
    public void Parts_fit_when_they_are_escaped_too()
    {
        var random = new Random(6);
        byte[] escaped = new byte[10_000];
        for (int round = 0; round < 500; round++)
        {
            ReadOnlySpan<byte> rest = Some.Bytes(random, random.Next(1, 1_000));
            int most = random.Next(6, 300);
            while (!rest.IsEmpty)
            {
                int part = EventSplitter.FirstPart(rest, 1_000_000, most);
                Assert.InRange(part, 1, rest.Length);
                Assert.InRange(JsonEscaper.Escape(rest[..part], escaped).Written, 1, most);
                rest = rest[part..];
            }
        }
    }

    [Fact]
    public void A_message_that_fits_is_one_part() =>
        Assert.Equal(1_048_550, EventSplitter.FirstPart(new byte[1_048_550], 1_048_550));

    private static int Repaired(byte[] bytes) => Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(bytes));

    private static List<byte[]> Parts(byte[] message, int most)
    {
        List<byte[]> parts = [];
        for (int position = 0; position < message.Length;)
        {
            int length = EventSplitter.FirstPart(message.AsSpan(position), most);
            parts.Add(message[position..(position + length)]);
            position += length;
        }

        return parts;
    }
}
