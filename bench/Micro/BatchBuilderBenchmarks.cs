using BenchmarkDotNet.Attributes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>
/// Appends a megabyte of records to the batch of their stream: escaped, hashed, closed when full, and released. What it
/// allocates is for the batch that a megabyte fills.
/// </summary>
public class BatchBuilderBenchmarks : IDisposable
{
    private byte[] _log = [];
    private BatchBuilder? _builder;

    /// <summary>Bytes of a record.</summary>
    [Params(300, 1024)]
    public int Record { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _log = MicroWork.Lines(LineContent.Text, Record);
        _builder = new BatchBuilder(
            MicroWork.Destination,
            MicroWork.Pool(),
            BatchLimits.CloudWatchLogs,
            TimeProvider.System,
            new BatchSequence(),
            new DiscardingQueue());
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _builder?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public bool Append()
    {
        bool all = true;
        for (int at = 0; at < _log.Length; at += Record)
        {
            all &= _builder!.TryAppend(new LogRecord(_log.AsSpan(at, Record - 1), 1_700_000_000_000));
        }

        return all;
    }
}
