using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Redaction.Text;

public sealed class TextScannerTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly string[] Lines =
    [
        "Patient Maria Garcia (DOB 3/12/1950, SSN 123-45-6789, MRN: 00123456) called 617-555-0123 x12 from 12 Main St, "
            + "Boston, MA 02139; mail maria.garcia@example.com, card 4111 1111 1111 1111, Dr. Chen, age 93",
        "level=info name=Maria Garcia ssn=234567890 dob=1950-03-12 phone=\"(617) 555-0123\" password=hunter2 mbi=1EG4-TE5-MK73",
        "body={\\\"ssn\\\":\\\"234567890\\\",\\\"name\\\":\\\"Maria\\\"} to maria%40example.com at １２３-４５-６７８９",
        "GET /patients/12345/visits?ssn=234567890&name=Maria+Garcia Authorization: Bearer abcdef0123456789",
        "<ssn>234567890</ssn><name>Maria Garcia</name> VIN 1HGCM82633A004352 IBAN GB82 WEST 1234 5698 7654 32 8.8.8.8",
        "00123456 (MRN) npi 1234567893 dea AB1234563 routing 021000021 a 93-year-old member id XYZ123456789",
    ];

    private readonly TextBench _bench = new();

    [Fact]
    public void Leaves_ordinary_lines_as_they_are()
    {
        foreach (string line in OrdinaryLines.All)
        {
            Assert.Equal(line, _bench.Redact(line));
        }
    }

    [Theory]
    [InlineData("BEGIN transaction 42")]
    [InlineData("-BEGIN x")]
    [InlineData(")12345678901231")]
    [InlineData("1)12345678901231")]
    public void Looks_before_nothing_at_the_beginning_of_a_text(string text) =>
        Assert.Equal(text, _bench.Redact(text));

    [Fact]
    public void Finds_a_number_at_every_place_of_a_block()
    {
        for (int before = 0; before < 200; before++)
        {
            string text = new string('x', before) + " ssn 234567890 or 123-45-6789 " + new string('y', before % 7);
            Assert.Equal(["ssn:234567890", "ssn:123-45-6789"], _bench.Found(text));
        }
    }

    [Fact]
    public void Redacting_twice_changes_nothing()
    {
        const int Rounds = 20_000;
        var random = new Random(20261125);
        using var mask = new TextBench(action: RedactionAction.Mask);
        List<string> changed = [];
        for (int round = 0; round < Rounds; round++)
        {
            TextBench bench = round % 3 == 0 ? mask : _bench;
            byte[] text = Mutated(random);
            byte[] once = bench.Redact(text);
            byte[] twice = bench.Redact(once);
            if (!once.AsSpan().SequenceEqual(twice))
            {
                changed.Add(string.Join('\n', new[] { text, once, twice }.Select(Encoding.UTF8.GetString)));
            }
        }

        Assert.True(changed.Count == 0, $"{changed.Count} of {Rounds}:\n" + string.Join("\n\n", changed.Take(12)));
    }

    [Fact]
    public void Claims_lie_within_the_text_and_between_its_characters()
    {
        var random = new Random(20261126);
        for (int round = 0; round < 6_000; round++)
        {
            byte[] text = round % 4 == 0 ? Some.Bytes(random, random.Next(0, 300)) : Mutated(random);
            bool isUtf8 = System.Text.Unicode.Utf8.IsValid(text);
            foreach (Edit claim in _bench.Claims(text, new Hints((ulong)random.NextInt64())))
            {
                Assert.InRange(claim.Start, 0, claim.End - 1);
                Assert.InRange(claim.End, 1, text.Length);
                Assert.False(isUtf8 && IsWithinCharacter(text, claim.Start), "a claim begins within a character");
                Assert.False(isUtf8 && IsWithinCharacter(text, claim.End), "a claim ends within a character");
            }
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("a1")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("=")]
    [InlineData("=\"")]
    [InlineData("='")]
    [InlineData("=\\\"")]
    [InlineData(":")]
    [InlineData("a: ")]
    [InlineData("::")]
    [InlineData(">")]
    [InlineData("<a>")]
    [InlineData("ssn ")]
    [InlineData("ssn=")]
    [InlineData("name: ")]
    [InlineData("name=A ")]
    [InlineData("patient ")]
    [InlineData("Mr A ")]
    [InlineData("eyJ-")]
    [InlineData("eyJ.")]
    [InlineData("-----BEGIN PRIVATE KEY")]
    [InlineData("password=\"")]
    [InlineData("1 A ")]
    [InlineData("%25")]
    [InlineData("&amp;")]
    [InlineData("\\")]
    [InlineData("\\u005c")]
    [InlineData("é")]
    [InlineData("１")]
    [InlineData("[REDACTED:")]
    [InlineData("LE1.")]
    [InlineData("mrn 12345 ")]
    public void Does_bounded_work_on_a_line_of_a_mebibyte(string part)
    {
        byte[] line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, Mebibyte / part.Length)));
        long before = _bench.KeyBytesAsked;

        // What grows with the square of the length would take hours here; the line takes milliseconds.
        int claims = _bench.Claims(line).Length;
        Assert.InRange(claims, 0, 131_072);
        Assert.InRange(_bench.KeyBytesAsked - before, 0, 64L * Mebibyte);
    }

    [Fact]
    public void Allocates_nothing()
    {
        byte[][] lines = [.. Lines.Concat(OrdinaryLines.All).Select(Encoding.UTF8.GetBytes)];
        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            using var pass = new RedactionPass(new(_bench.Pool), TimeProvider.System);
            pass.Begin(_bench.Rules);
            long start = GC.GetAllocatedBytesForCurrentThread();
            foreach (byte[] line in lines)
            {
                PhiLens.Pipeline.Redaction.Text.TextScanner.Scan(pass, line, Hints.None);
            }

            return start >= before ? GC.GetAllocatedBytesForCurrentThread() - start : -1;
        }

        _ = Allocated();
        Assert.Equal(0, Allocated());
    }

    public void Dispose() => _bench.Dispose();

    private static bool IsWithinCharacter(byte[] text, int at) => at < text.Length && (text[at] & 0xC0) == 0x80;

    /// <summary>A line with some characters changed, taken out, or put in from another line.</summary>
    private static byte[] Mutated(Random random)
    {
        var line = new StringBuilder(Lines[random.Next(Lines.Length)]);
        for (int i = random.Next(0, 8); i > 0; i--)
        {
            int at = random.Next(line.Length);
            string other = Lines[random.Next(Lines.Length)];
            int from = random.Next(other.Length);
            string part = other.Substring(from, Math.Min(random.Next(1, 30), other.Length - from));
            _ = random.Next(4) switch
            {
                0 => line.Remove(at, Math.Min(random.Next(1, 20), line.Length - at)).Append(' '),
                1 => line.Insert(at, part),
                2 => line.Insert(at, "0123456789-*.:= []\"'\\,;&%xA"[random.Next(27)]),
                _ => line.Replace(line[at], "0123456789-*.:= []\"'\\,;&%xA"[random.Next(27)], at, 1),
            };
        }

        return Encoding.UTF8.GetBytes(line.ToString());
    }
}
