using System.Globalization;
using System.Text;

namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>
/// Made-up log lines, the same in every process for the same shape, so that floor and product work on the very same
/// bytes. All lines of a corpus have the same length.
/// </summary>
internal static class LogLines
{
    /// <summary>The usual size of a corpus: 16 MB, more than the second-level caches, quick to make.</summary>
    internal const int UsualSize = 16_000_000;

    private static readonly string[] Words =
    [
        "request", "finished", "patient", "appointment", "GET", "/api/v1/visits", "status=200", "took", "milliseconds",
        "connection", "pool", "retry", "cache", "miss", "worker", "scheduled", "ward", "result", "accepted", "queue",
    ];

    private static readonly string[] LongWords = ["Müller", "Größe", "患者", "診療所", "Ångström", "señal"];

    /// <summary>Makes lines until they fill a size.</summary>
    /// <param name="shape">What the lines hold and how long they are.</param>
    /// <param name="size">Bytes in all, rounded down to whole lines.</param>
    internal static byte[] Make(LineShape shape, int size = UsualSize)
    {
        var random = new Random(20_261_123);
        byte[] corpus = new byte[size - (size % shape.Length)];
        for (int start = 0; start < corpus.Length; start += shape.Length)
        {
            Span<byte> line = corpus.AsSpan(start, shape.Length - 1);
            Fill(line, shape.Content, random, start / shape.Length);
            corpus[start + shape.Length - 1] = (byte)'\n';
        }

        return corpus;
    }

    private static void Fill(Span<byte> line, LineContent content, Random random, int number)
    {
        switch (content)
        {
            case LineContent.Junk:
                FillWithJunk(line, random);
                return;
            case LineContent.Json:
                FillWithJson(line, random, number, "");
                return;
            case LineContent.Patient:
                FillWithJson(line, random, number, Patient(random));
                return;
            default:
                FillWithWords(line, random, content == LineContent.Utf8);
                return;
        }
    }

    private static void FillWithJunk(Span<byte> line, Random random)
    {
        random.NextBytes(line);
        line.Replace((byte)'\n', (byte)'.');
    }

    private static void FillWithWords(Span<byte> line, Random random, bool withLongWords)
    {
        int end = 0;
        while (end < line.Length)
        {
            string[] list = withLongWords && random.Next(3) == 0 ? LongWords : Words;
            string number = random.Next(1000).ToString(CultureInfo.InvariantCulture);
            end = Append(line, end, $"{list[random.Next(list.Length)]} {number} ");
        }
    }

    /// <summary>Nobody: the numbers are drawn, and the names are those of a hundred.</summary>
    private static string Patient(Random random) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        ,"patient":{"firstName":"Name{{random.Next(100)}}","lastName":"Family{{random.Next(100)}}",
        "ssn":"{{random.Next(100, 600)}}-{{random.Next(10, 99)}}-{{random.Next(1000, 9999)}}",
        "mrn":"MRN{{random.Next()}}",
        "birthDate":"19{{random.Next(40, 99)}}-03-12","zip":"02{{random.Next(100, 999)}}",
        "phone":"(617) 555-{{random.Next(1000, 9999)}}","email":"name{{random.Next(100)}}@example.org"},
        "note":"called +1 617-555-{{random.Next(1000, 9999)}} about
         {{random.Next(100, 600)}}-12-{{random.Next(1000, 9999)}}"
        """).ReplaceLineEndings("");

    private static void FillWithJson(Span<byte> line, Random random, int number, string more)
    {
        int end = Append(
            line,
            0,
            $"{{\"time\":\"2026-11-23T12:00:00.{number % 1000:000}Z\",\"level\":\"info\",\"n\":{number}{more}");
        for (int field = 0; end < line.Length - 40; field++)
        {
            string value = $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}";
            end = Append(line, end, $",\"field{field}\":\"{value}\"");
        }

        end = Append(line, end, ",\"rest\":\"");
        line[Math.Min(end, line.Length)..].Fill((byte)'x');
        "\"}"u8.CopyTo(line[^2..]);
    }

    /// <summary>Appends what fits; a character that would be cut at the end gives way to dots.</summary>
    private static int Append(Span<byte> line, int end, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= line.Length - end)
        {
            bytes.CopyTo(line[end..]);
            return end + bytes.Length;
        }

        line[end..].Fill((byte)'.');
        return line.Length;
    }
}
