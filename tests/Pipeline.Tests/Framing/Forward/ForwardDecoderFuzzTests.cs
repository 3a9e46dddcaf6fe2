using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Framing.Forward;

/// <summary>
/// Damaged bytes of every mode, from a fixed seed: the decoder never throws, gives all memory back, and shows the same
/// entries and the same reason however the bytes are cut.
/// </summary>
public sealed class ForwardDecoderFuzzTests
{
    private const int Rounds = 3_000;

    [Fact]
    public void Damage_means_the_same_however_it_is_cut_and_takes_back_no_entry_before_it()
    {
        var random = new Random(20_261_125);
        int malformed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] sound = Messages(random);
            int damagedAt = random.Next(sound.Length);
            byte[] damaged = Damage(sound, damagedAt, random);
            int cutSeed = random.Next();

            using var intact = new DecoderBench();
            intact.Feed(sound.AsSpan(0, damagedAt));
            using var whole = new DecoderBench();
            whole.Feed(damaged);
            using var cut = new DecoderBench();
            var sizes = new Random(cutSeed);
            cut.Feed(damaged, () => sizes.Next(1, 200));

            Assert.Equal(whole.Entries, cut.Entries);
            Assert.Equal(whole.EndedChunks, cut.EndedChunks);
            Assert.Equal((whole.Reason, whole.OtherSignals), (cut.Reason, cut.OtherSignals));
            Assert.Equal(intact.Entries, whole.Entries.Take(intact.Entries.Count));
            malformed += whole.Reason == MalformedReason.None ? 0 : 1;
        }

        // Neither all damage is found (a changed letter is a letter), nor none.
        Assert.InRange(malformed, Rounds / 4, Rounds);
    }

    [Fact]
    public void Random_bytes_end_in_a_reason_or_in_a_wait_for_more()
    {
        var random = new Random(20_261_126);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = Some.Bytes(random, random.Next(1, 300));
            using var bench = new DecoderBench();
            bench.Feed(bytes, () => random.Next(1, 50));

            Assert.True(bench.Entries.Count <= bytes.Length);
        }
    }

    /// <summary>A few messages of random modes.</summary>
    private static byte[] Messages(Random random)
    {
        var messages = new byte[random.Next(1, 5)][];
        for (int i = 0; i < messages.Length; i++)
        {
            string[] lines =
                [.. Enumerable.Range(0, random.Next(1, 6)).Select(n => new string('x', random.Next(40)) + n)];
            messages[i] = random.Next(6) switch
            {
                0 => Wire.Message(lines[0]),
                1 => Wire.Message(lines[0], Wire.Chunk($"chunk {i}")),
                2 => Wire.Forward(lines, Wire.Chunk($"chunk {i}")),
                3 => Wire.Packed(lines),
                4 => Wire.Packed(lines, Wire.Map(("fluent_signal", [(byte)random.Next(3)]))),
                _ => Wire.Compressed(lines.Select(l => Wire.Gzip(Wire.Entry(l))).ToArray()),
            };
        }

        return Wire.Join(messages);
    }

    /// <summary>Changes nothing before a position: flips a bit, takes bytes out, puts some in, or ends there.</summary>
    private static byte[] Damage(byte[] sound, int at, Random random) => random.Next(4) switch
    {
        0 => [.. sound[..at], (byte)(sound[at] ^ (1 << random.Next(8))), .. sound[(at + 1)..]],
        1 => [.. sound[..at], .. sound[Math.Min(sound.Length, at + random.Next(1, 20))..]],
        2 => [.. sound[..at], .. Some.Bytes(random, random.Next(1, 20)), .. sound[at..]],
        _ => sound[..at],
    };
}
