using System.Text;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Framing.Forward;

public sealed class ForwardDecoderTests
{
    private static readonly byte[] Nil = [0xC0];
    private static readonly byte[] EmptyMap = [0x80];

    public static TheoryData<string> Modes => ["message", "forward", "packed", "packed text", "compressed"];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_mode_gives_its_entries_however_it_is_cut(string mode)
    {
        byte[] bytes = Wire.Join(InMode(mode, ["one", "two"]), InMode(mode, ["three"]));
        foreach (int size in (int[])[0, 1, 2, 3, 7, 64])
        {
            using var bench = new DecoderBench();
            bench.Feed(bytes, () => size);

            Assert.Equal(["one", "two", "three"], bench.Entries.Select(e => Line(e.Record)));
            Assert.All(bench.Entries, e => Assert.Equal(("app", Wire.Noon * 1000), (e.Tag, e.Time)));
        }
    }

    [Fact]
    public void Every_form_of_time_is_read()
    {
        using var bench = new DecoderBench();
        byte[][] times =
        [
            Wire.Seconds(5),
            [0x07],
            Wire.EventTime(Wire.Noon, 123_999_999),
            Wire.EventTime(Wire.Noon, 5_000_000, fixedForm: false),
            Wire.EventTime(0xFFFF_FFFF, 0),
            Wire.Array(Wire.EventTime(1, 2_000_000), EmptyMap),
            [0xD3, 0, 0, 0, 0, 0, 0, 0, 9],
            [0xFF],
        ];
        bench.Feed(Wire.Array(Wire.Text("app"), Wire.ManyArray(times.Select(t => Wire.Array(t, EmptyMap)).ToArray())));

        Assert.Equal(
            [5_000, 7_000, (Wire.Noon * 1000) + 123, (Wire.Noon * 1000) + 5, 4_294_967_295_000, 1_002, 9_000, 0],
            bench.Entries.Select(e => e.Time));
    }

    [Fact]
    public void Options_may_be_absent_or_nil_or_empty_or_of_unknown_names()
    {
        using var bench = new DecoderBench();
        bench.Feed(Wire.Join(
            Wire.Message("a"),
            Wire.Message("b", Nil),
            Wire.Message("c", EmptyMap),
            Wire.Message("d", Wire.Map(("size", [1]), ("other", Wire.Array([1], [2])))),
            Wire.Forward(["e"], Nil),
            Wire.Packed(["f"], Wire.Map(("compressed", Wire.Text("text"))))));

        Assert.Equal(["a", "b", "c", "d", "e", "f"], bench.Entries.Select(e => Line(e.Record)));
    }

    [Fact]
    public void Signs_of_life_and_other_single_values_are_passed_over()
    {
        using var bench = new DecoderBench();
        bench.Feed(Wire.Join(Nil, [0x01], Wire.Message("a"), Nil, Wire.Text("what"), [0xC3], Wire.Message("b")));

        Assert.Equal(["a", "b"], bench.Entries.Select(e => Line(e.Record)));
    }

    [Fact]
    public void Metrics_and_traces_are_skipped_and_counted()
    {
        using var bench = new DecoderBench();
        bench.Feed(Wire.Join(
            Wire.Packed(["metric"], Wire.Map(("fluent_signal", [1]))),
            Wire.Packed(["log"], Wire.Map(("fluent_signal", [0]))),
            Wire.Packed(["trace"], Wire.Map(("fluent_signal", [2]), ("chunk", Wire.Text("t"))))));

        Assert.Equal(["log"], bench.Entries.Select(e => Line(e.Record)));
        Assert.Equal(2, bench.OtherSignals);
        Assert.Equal(["t"], bench.EndedChunks);
    }

    [Fact]
    public void The_end_of_a_chunk_is_shown_also_when_it_is_empty()
    {
        using var bench = new DecoderBench();
        bench.Feed(Wire.Join(
            Wire.Forward(["a", "b"], Wire.Chunk("c1")),
            Wire.Forward([], Wire.Chunk("c2")),
            Wire.Message("c", Wire.Chunk("c3"))));

        Assert.Equal(3, bench.Entries.Count);
        Assert.Equal(["c1", "c2", "c3"], bench.EndedChunks);
    }

    [Fact]
    public void Several_gzip_members_are_one_message()
    {
        using var bench = new DecoderBench();
        bench.Feed(Wire.Compressed(
            Wire.Gzip(Wire.Join(Wire.Entry("a"), Wire.Entry("b")[..7])), Wire.Gzip(Wire.Entry("b")[7..])));

        Assert.Equal(["a", "b"], bench.Entries.Select(e => Line(e.Record)));
    }

    [Fact]
    public void A_message_of_megabytes_in_small_reads_is_looked_at_once()
    {
        using var bench = new DecoderBench();
        string[] lines = Enumerable.Range(0, 40_000).Select(i => $"{i} {new string('x', 60)}").ToArray();
        byte[] bytes = Wire.Forward(lines);
        bench.Feed(bytes, () => 64);

        Assert.True(bytes.Length > 3_000_000);
        Assert.Equal(lines, bench.Entries.Select(e => Line(e.Record)));
    }

    [Theory]
    [InlineData(MalformedReason.NotMessagePack, "C1")]
    [InlineData(MalformedReason.NotAMessage, "80")]
    [InlineData(MalformedReason.NotAMessage, "90")]
    [InlineData(MalformedReason.NotARecord, "93 A1 61 01 01")]
    [InlineData(MalformedReason.NotAMessage, "92 01 90")]
    [InlineData(MalformedReason.NotAMessage, "92 A1 61 01")]
    [InlineData(MalformedReason.NotARecord, "93 A1 61 01 A1 62")]
    [InlineData(MalformedReason.NotATime, "93 A1 61 C0 80")]
    [InlineData(MalformedReason.NotATime, "93 A1 61 D6 00 00 00 00 00 80")]
    [InlineData(MalformedReason.NotAnEntry, "92 A1 61 91 01")]
    [InlineData(MalformedReason.NotAnEntry, "92 A1 61 91 91 01")]
    [InlineData(MalformedReason.NotAnEntry, "92 A1 61 C4 02 92 01")]
    [InlineData(MalformedReason.NotMessagePack, "92 A1 61 C4 03 92 01 C1")]
    [InlineData(MalformedReason.WrongOption, "94 A1 61 01 80 01")]
    [InlineData(MalformedReason.WrongOption, "94 A1 61 01 80 81 A5 63 68 75 6E 6B 01")]
    [InlineData(MalformedReason.TooLarge, "DD FF FF FF FF")]
    [InlineData(MalformedReason.TooLarge, "92 A1 61 C6 7F FF FF FF")]
    public void What_is_not_the_protocol_ends_the_connection_and_keeps_what_came_before(
        MalformedReason reason, string hex)
    {
        byte[] damaged = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach (int size in (int[])[0, 1])
        {
            using var bench = new DecoderBench();
            bench.Feed(Wire.Join(Wire.Message("before"), damaged, Wire.Message("after")), () => size);

            Assert.Equal(reason, bench.Reason);
            Assert.Equal(["before"], bench.Entries.Select(e => Line(e.Record)));
        }
    }

    [Fact]
    public void Zstandard_is_refused_under_its_own_name()
    {
        Assert.Equal(MalformedReason.Zstandard, ReasonOf(Packed([1], "zstd")));
        Assert.Equal(MalformedReason.Zstandard, ReasonOf(Packed([0x28, 0xB5, 0x2F, 0xFD, 0], "text")));
        Assert.Equal(MalformedReason.UnknownCompression, ReasonOf(Packed([1], "brotli")));
        Assert.Equal(MalformedReason.DamagedCompression, ReasonOf(Packed([1, 2, 3, 4], "gzip")));

        static byte[] Packed(byte[] entries, string compression) => Wire.Array(
            Wire.Text("app"), Wire.Binary(entries), Wire.Map(("compressed", Wire.Text(compression))));
    }

    [Fact]
    public void Bombs_of_depth_length_and_gzip_are_bounded()
    {
        byte[] deep = [.. Enumerable.Repeat((byte)0x91, 1_000_000)];
        byte[] packedDeep = Wire.Array(Wire.Text("app"), Wire.Binary(deep));
        byte[] bomb = Wire.Gzip(Wire.Text(new string('0', 40_000_000)));

        Assert.Equal(MalformedReason.TooDeep, ReasonOf(deep));
        Assert.Equal(MalformedReason.TooDeep, ReasonOf(packedDeep));
        Assert.Equal(MalformedReason.TooLarge, ReasonOf(Wire.Compressed(bomb)));
        byte[] entries = Wire.Join(Enumerable.Repeat(Wire.Entry(new string('0', 100_000)), 200).ToArray());
        Assert.Equal(MalformedReason.InflatesTooLarge, ReasonOf(Wire.Compressed(Wire.Gzip(entries))));
    }

    [Fact]
    public void The_recording_gives_the_same_entries_however_it_is_cut()
    {
        using var whole = new DecoderBench();
        whole.Feed(Recording.Bytes);
        using var single = new DecoderBench();
        single.Feed(Recording.Bytes, () => 1);
        var random = new Random(7);
        using var cut = new DecoderBench();
        cut.Feed(Recording.Bytes, () => random.Next(1, 9_000));

        Assert.Equal(Recording.Messages, whole.Entries.Count);
        Assert.Equal(whole.Entries, single.Entries);
        Assert.Equal(whole.Entries, cut.Entries);
    }

    private static byte[] InMode(string mode, string[] lines) => mode switch
    {
        "message" => Wire.Join(lines.Select(l => Wire.Message(l)).ToArray()),
        "forward" => Wire.Forward(lines),
        "packed" => Wire.Packed(lines),
        "packed text" => Wire.Array(Wire.Text("app"), Wire.Text(Wire.Join(lines.Select(l => Wire.Entry(l)).ToArray()))),
        _ => Wire.Compressed(Wire.Gzip(Wire.Join(lines.Select(l => Wire.Entry(l)).ToArray()))),
    };

    private static MalformedReason ReasonOf(byte[] bytes)
    {
        using var bench = new DecoderBench();
        bench.Feed(bytes);
        return bench.Reason;
    }

    /// <summary>The line in a record that <see cref="Wire.Log"/> made.</summary>
    private static string Line(string record) =>
        record[Encoding.Latin1.GetString(Wire.Log("")).Length..];
}
