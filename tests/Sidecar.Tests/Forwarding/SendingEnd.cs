using System.Collections.Concurrent;
using System.Text;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Forwarding;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Tests.Configuration;

namespace PhiLens.Sidecar.Tests.Forwarding;

/// <summary>A pipeline whose one lane of lines ships to Forward receivers.</summary>
internal sealed class SendingEnd : IForwardEvents, IPipelineListener, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly BlockPool _pool = new(new MemoryBudget(64 * 1024 * 1024));
    private readonly OutputSinks _sink;
    private readonly ForwardDestination[] _destinations;
    private readonly LogPipeline _pipeline;
    private readonly Lane _lane;
    private bool _isStopped;

    internal SendingEnd(string to, string? caFile = null, params (string Name, string Value)[] settings)
    {
        ForwardToOptions options = Given.Options([("PHILENS_FORWARD__TO", to), .. settings]).ForwardTo;
        var trust = TlsTrust.Load(caFile);
        _destinations =
        [
            .. options.Receivers.Select(r =>
                new ForwardDestination(r, options, trust, _pool, this, TimeProvider.System)),
        ];
        _sink = new OutputSinks(_destinations);
        var core = new PipelineOptions
        {
            BatchAge = TimeSpan.FromMilliseconds(10),
            RetryCap = TimeSpan.FromMilliseconds(100),
            OutputLimits = Enumerable.Range(0, _destinations.Length).ToDictionary(i => i, _ => BatchLimits.Forward),
        };
        _pipeline = new LogPipeline(core, _pool, _sink, this, TimeProvider.System);
        LogStreamName[] names =
        [
            .. _destinations.Select((_, i) => new LogStreamName("receiver", "api-firelens-1")
            {
                Output = i,
                Container = "api",
                Source = "stdout",
            }),
        ];
        _lane = _pipeline.OpenLane(names[0], names[1..]);
    }

    internal ConcurrentQueue<string> Refusals { get; } = new();

    internal ConcurrentQueue<string> Failures { get; } = new();

    internal LedgerSnapshot Ledger => _pipeline.Ledger.Snapshot();

    /// <summary>Waits until something is so; a real deadline ends a test that hangs.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        DateTime deadline = DateTime.UtcNow + Deadline;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "not so in time");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    internal async Task WriteAsync(params string[] lines)
    {
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
        while (!rest.IsEmpty)
        {
            Memory<byte> buffer = await _lane.GetBufferAsync(CancellationToken.None);
            int count = Math.Min(buffer.Length, rest.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            await _lane.AdvanceAsync(count, CancellationToken.None);
        }
    }

    /// <summary>Writes lines and waits until the receivers have acknowledged them.</summary>
    internal async Task DeliverAsync(params string[] lines)
    {
        long before = Ledger.Delivered;
        await WriteAsync(lines);
        await UntilAsync(() => Ledger.Delivered == before + lines.Length);
        Assert.Equal(0, Ledger.Pending);
    }

    /// <summary>Ends; what is not delivered is lost.</summary>
    internal async Task<LedgerSnapshot> StopAsync()
    {
        if (_isStopped)
        {
            return Ledger;
        }

        _isStopped = true;
        _lane.Dispose();
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        await _pipeline.DrainAsync(over.Token);
        Assert.Equal(0, Ledger.Pending);
        Assert.Equal(0, _pool.RentedCount);
        return Ledger;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _pipeline.Dispose();
        foreach (ForwardDestination destination in _destinations)
        {
            await destination.DisposeAsync();
        }
    }

    void IForwardEvents.ReceiverRefused(string receiver, string setting) => Refusals.Enqueue(setting);

    void IForwardEvents.ReceiverFailed(string receiver, string cause) => Failures.Enqueue(cause);

    void IPipelineListener.RetryScheduled(LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait)
    {
    }

    void IPipelineListener.DeliveryResumed(LogStreamName destination, int failedTries)
    {
    }

    void IPipelineListener.RecordsDropped(LogStreamName destination, DropReason reason, long records)
    {
    }

    void IPipelineListener.RecordSplit(LogStreamName destination)
    {
    }
}
