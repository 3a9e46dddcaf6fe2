using BenchmarkDotNet.Attributes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>Escapes a megabyte of lines of 1 KB, each into the same block.</summary>
public class JsonEscaperBenchmarks
{
    private const int Line = 1024;

    private readonly byte[] _escaped = new byte[BlockPool.UsualBlock];
    private byte[] _log = [];
    private LineContent _content;

    /// <summary>What the lines hold: <c>Text</c>, <c>Json</c> full of quotes, <c>Utf8</c>, or <c>Junk</c>.</summary>
    [Params("Text", "Json", "Utf8", "Junk")]
    public string Content
    {
        get => _content.ToString();
        set => _content = Enum.Parse<LineContent>(value);
    }

    [GlobalSetup]
    public void SetUp() => _log = MicroWork.Lines(_content, Line);

    [Benchmark]
    public long Escape()
    {
        long written = 0;
        for (int at = 0; at < _log.Length; at += Line)
        {
            written += JsonEscaper.Escape(_log.AsSpan(at, Line - 1), _escaped).Written;
        }

        return written;
    }
}
