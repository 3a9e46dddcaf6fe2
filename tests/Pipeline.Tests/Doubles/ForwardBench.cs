using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>A pipeline with one Forward connection.</summary>
internal sealed class ForwardBench : IDisposable
{
    internal ForwardBench(PipelineOptions? options = null, string? logKey = "log", ForwardRoute? route = null)
    {
        Bench = new PipelineBench(options);
        Router = new FixedRouter(route ?? new ForwardRoute(Some.Stream, logKey));
        Lane = Bench.Pipeline.OpenForwardLane(Router, Acks);
    }

    internal PipelineBench Bench { get; }

    internal FixedRouter Router { get; }

    internal CollectingAcks Acks { get; } = new();

    internal ForwardLane Lane { get; }

    internal LedgerSnapshot Ledger => Bench.Ledger;

    internal IReadOnlyList<string> Messages => Bench.Sink.Messages;

    /// <summary>Feeds bytes in reads of given sizes; without sizes, in reads of the buffer's size.</summary>
    internal static async Task<MalformedReason> FeedAsync(
        ForwardLane lane,
        ReadOnlyMemory<byte> rest,
        Func<int>? nextSize = null,
        CancellationToken cancellation = default)
    {
        while (!rest.IsEmpty)
        {
            Memory<byte> buffer = await lane.GetBufferAsync(cancellation);
            int count = Math.Min(buffer.Length, Math.Min(rest.Length, nextSize?.Invoke() ?? int.MaxValue));
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            MalformedReason reason = await lane.AdvanceAsync(count, cancellation);
            if (reason != MalformedReason.None)
            {
                return reason;
            }
        }

        return MalformedReason.None;
    }

    internal Task<MalformedReason> FeedAsync(ReadOnlyMemory<byte> bytes, Func<int>? nextSize = null) =>
        FeedAsync(Lane, bytes, nextSize);

    /// <summary>Ends the connection and delivers what it brought; then nothing may be left.</summary>
    internal async Task EndAndDrainAsync()
    {
        await Lane.EndAsync(CancellationToken.None);
        await CutOffAndDrainAsync();
    }

    /// <summary>The connection breaks; what it brought is delivered, and then nothing may be left.</summary>
    internal async Task CutOffAndDrainAsync()
    {
        Lane.Dispose();
        await Bench.DrainAsync();
        Assert.Equal(0, Ledger.Pending);
        Assert.Equal(0, Bench.Pool.RentedCount);
        Assert.Equal(0, Bench.Pool.Budget.Used);
    }

    public void Dispose()
    {
        Lane.Dispose();
        Bench.Dispose();
    }
}
