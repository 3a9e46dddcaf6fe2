using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Bench.Micro;

/// <summary>Redacts a megabyte of records, by what they hold and what the policy asks.</summary>
public sealed class RedactionBenchmarks : IDisposable
{
    private const int Line = 1024;
    private const int UserPatterns = 20;

    private static readonly RecordOrigin Origin = new("app", "stdout");

    private RecordRedactor? _redactor;
    private byte[][] _records = [];

    /// <summary>What the records hold; <c>Json</c> and <c>Text</c> hold nothing to redact, the others do.</summary>
    [Params("Json", "Patient", "Text", "Fhir", "Hl7")]
    public string Content { get; set; } = "";

    /// <summary>What the policy asks: names of fields only, the preset, or the preset and 20 expressions.</summary>
    [Params("fields", "preset", "patterns")]
    public string Policy { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _records = Content switch
        {
            "Fhir" => Some(i => RedactionSamples.Fhir(i)),
            "Hl7" => Some(i => RedactionSamples.Hl7(i)),
            _ => Lines(Enum.Parse<LineContent>(Content)),
        };
        _redactor = new RecordRedactor(PolicyOf(Policy), MicroWork.Pool(), TimeProvider.System);
    }

    [GlobalCleanup]
    public void Dispose() => _redactor?.Dispose();

    [Benchmark]
    public long Redact()
    {
        long length = 0;
        foreach (byte[] record in _records)
        {
            _ = _redactor!.Redact(Origin, record, out ReadOnlySpan<byte> redacted);
            length += redacted.Length;
        }

        return length;
    }

    private static RedactionPolicy PolicyOf(string name)
    {
        string sets = """{"fields":"common"},{"fields":"fhir-r4"},{"fields":"hl7-v2"}""";
        string patterns = string.Concat(Enumerable.Range(0, UserPatterns).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$""",{"pattern":"KEY{{i}}-[0-9]{6}","name":"key{{i}}","action":"erase"}""")));
        string rules = name switch
        {
            "fields" => sets,
            "preset" => """{"use":"phi"}""",
            _ => $$"""{"use":"phi"}{{patterns}}""",
        };
        return RedactionPolicy.Read(Encoding.UTF8.GetBytes($$"""{"rules":[{{rules}}]}""")).Policy!;
    }

    private static byte[][] Lines(LineContent content) =>
        [.. MicroWork.Lines(content, Line).Chunk(Line).Select(line => line[..^1])];

    /// <summary>As many records as make a megabyte.</summary>
    private static byte[][] Some(Func<int, string> make)
    {
        List<byte[]> records = [];
        for (int size = 0; size < MicroWork.Megabyte; size += records[^1].Length)
        {
            records.Add(Encoding.UTF8.GetBytes(make(records.Count)));
        }

        return [.. records];
    }
}
