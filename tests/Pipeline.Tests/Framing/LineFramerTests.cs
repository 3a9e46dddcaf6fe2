using System.Text;
using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Framing;

public sealed class LineFramerTests
{
    [Theory]
    [InlineData("one\ntwo\n", new[] { "one", "two" })]
    [InlineData("last without a line feed", new[] { "last without a line feed" })]
    [InlineData("carriage\r\nreturn\r", new[] { "carriage\r", "return\r" })]
    [InlineData("\n\nx\n", new[] { "", "", "x" })]
    [InlineData("", new string[0])]
    public void Lines_end_with_a_line_feed_or_with_the_writer(string text, string[] expected) =>
        Assert.Equal(expected, Lines(Encoding.UTF8.GetBytes(text), maxRecord: 1024, cuts: null).Select(l => l.Text));

    [Fact]
    public void Random_bytes_in_random_reads_give_the_same_lines_as_a_simple_split()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            byte[] input = Some.Bytes(random, random.Next(0, 30_000));
            for (int i = 0; i < input.Length / 60; i++)
            {
                input[random.Next(input.Length)] = (byte)'\n';
            }

            List<(byte[] Bytes, string Text, int Pieces)> lines = Lines(input, maxRecord: 1 << 20, random);

            Assert.Equal(Split(input), lines.Select(l => Convert.ToHexString(l.Bytes)));
            Assert.All(lines, l => Assert.Equal(1, l.Pieces));
        }
    }

    [Fact]
    public void A_line_longer_than_the_limit_comes_in_pieces_that_make_it_whole_again()
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            string[] letters = Enumerable.Range(0, random.Next(1, 3_000))
                .Select(_ => (string[])["a", "é", "€", "🩺"])
                .Select(choice => choice[random.Next(choice.Length)])
                .ToArray();
            byte[] input = Encoding.UTF8.GetBytes(string.Concat(letters) + "\nend");

            List<(byte[] Bytes, string Text, int Pieces)> lines = Lines(input, maxRecord: 1024, random);

            Assert.Equal(Split(input), lines.Select(l => Convert.ToHexString(l.Bytes)));
        }
    }

    [Fact]
    public void No_piece_cuts_a_character()
    {
        using var framer = new LineFramer(new ReadBuffers(Some.Pool()), maxRecord: 1024);
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("€", 1000)));
        int fed = 0;
        while (fed < input.Length)
        {
            fed += Feed(framer, input.AsSpan(fed), most: 100);
            while (framer.TryRead(out LinePiece piece))
            {
                Assert.Equal(0, piece.Bytes.Length % 3);
                Assert.InRange(piece.Bytes.Length, 1, 1024);
                framer.MoveOn();
            }
        }
    }

    [Fact]
    public void A_line_of_exactly_the_limit_is_followed_by_an_empty_last_piece()
    {
        using var framer = new LineFramer(new ReadBuffers(Some.Pool()), maxRecord: 1024);

        Feed(framer, new string('x', 1024).Select(c => (byte)c).ToArray(), most: 5000);
        Assert.True(framer.TryRead(out LinePiece first));
        Assert.True(first.IsFirst && !first.IsLast && first.Bytes.Length == 1024);
        framer.MoveOn();
        framer.Prepare();
        Feed(framer, "\nnext\n"u8, most: 100);

        Assert.True(framer.TryRead(out LinePiece last));
        Assert.True(last.IsLast && !last.IsFirst && last.Bytes.IsEmpty);
        framer.MoveOn();
        Assert.True(framer.TryRead(out LinePiece next));
        Assert.True(next.IsFirst && next.Bytes.SequenceEqual("next"u8));
    }

    [Fact]
    public void A_discarded_line_is_skipped_up_to_its_end_and_the_next_one_is_whole()
    {
        using var framer = new LineFramer(new ReadBuffers(Some.Pool()), maxRecord: 1024);
        Feed(framer, "half a li"u8, most: 100);
        Assert.False(framer.TryRead(out _));

        framer.Discard();
        framer.Prepare();
        Feed(framer, "ne, still the same"u8, most: 100);
        Assert.False(framer.TryRead(out _));
        framer.Prepare();
        Feed(framer, " one\nwhole\n"u8, most: 100);

        Assert.True(framer.TryRead(out LinePiece piece));
        Assert.Equal("whole"u8, piece.Bytes);
    }

    [Fact]
    public void The_buffer_is_small_again_after_a_long_line()
    {
        BlockPool pool = Some.Pool();
        using var framer = new LineFramer(new ReadBuffers(pool), maxRecord: 1 << 20);
        byte[] input = new byte[600_000];
        input.AsSpan().Fill((byte)'x');
        input[^1] = (byte)'\n';
        for (int fed = 0; fed < input.Length;)
        {
            fed += Feed(framer, input.AsSpan(fed), most: 70_000);
        }

        Assert.True(pool.Budget.Used >= 600_000);
        Assert.True(framer.TryRead(out LinePiece piece) && piece.Bytes.Length == 599_999);
        framer.MoveOn();
        Feed(framer, "small\n"u8, most: 100);
        Assert.True(framer.TryRead(out _));
        framer.MoveOn();
        framer.Prepare();

        Assert.Equal(BlockPool.SmallBlock, pool.Budget.Used);
    }

    [Fact]
    public void A_cut_hands_out_what_there_is_without_cutting_a_character()
    {
        using var framer = new LineFramer(new ReadBuffers(Some.Pool()), maxRecord: 1 << 20);
        Feed(framer, "abc€"u8[..5], most: 100);
        Assert.False(framer.TryRead(out _));

        framer.Cut();

        Assert.True(framer.TryRead(out LinePiece piece));
        Assert.Equal("abc"u8, piece.Bytes);
        Assert.True(piece.IsFirst && !piece.IsLast);
    }

    private static List<(byte[] Bytes, string Text, int Pieces)> Lines(byte[] input, int maxRecord, Random? cuts)
    {
        BlockPool pool = Some.Pool();
        List<(byte[], string, int)> lines = [];
        List<byte> line = [];
        int pieces = 0;
        using (var framer = new LineFramer(new ReadBuffers(pool), maxRecord))
        {
            for (int fed = 0; fed < input.Length;)
            {
                fed += Feed(framer, input.AsSpan(fed), cuts?.Next(1, 5_000) ?? int.MaxValue);
                TakeAll(framer);
            }

            framer.End();
            TakeAll(framer);
        }

        Assert.Equal(0, pool.RentedCount);
        return lines;

        void TakeAll(LineFramer framer)
        {
            while (framer.TryRead(out LinePiece piece))
            {
                Assert.Equal(pieces == 0, piece.IsFirst);
                Assert.InRange(piece.Bytes.Length, 0, maxRecord);
                line.AddRange(piece.Bytes);
                pieces++;
                if (piece.IsLast)
                {
                    lines.Add((line.ToArray(), Encoding.UTF8.GetString(line.ToArray()), pieces));
                    line.Clear();
                    pieces = 0;
                }

                framer.MoveOn();
            }
        }
    }

    private static int Feed(LineFramer framer, ReadOnlySpan<byte> bytes, int most)
    {
        Assert.Equal(RentStatus.Rented, framer.Prepare());
        int count = Math.Min(Math.Min(bytes.Length, most), framer.Buffer.Length);
        bytes[..count].CopyTo(framer.Buffer.Span);
        framer.Advance(count);
        return count;
    }

    private static List<string> Split(byte[] input)
    {
        List<string> lines = Encoding.Latin1.GetString(input).Split('\n')
            .Select(l => Convert.ToHexString(Encoding.Latin1.GetBytes(l))).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }
}
