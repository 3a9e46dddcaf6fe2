using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Delivery;

public sealed class FairnessTests
{
    private const int Streams = 500;
    private const int Batches = 3;

    [Fact]
    public async Task Each_of_500_streams_has_its_turn_before_any_has_a_second()
    {
        var time = new FakeTimeProvider();
        var order = new ConcurrentQueue<string>();
        var onTheirWay = new ConcurrentQueue<(string Stream, TaskCompletionSource<DeliveryResult> Answer)>();
        BlockPool pool = Some.Pool();
        using var gate = new SendingGate(time);
        using var deliverer = new Deliverer(Rules(time, gate, new ScriptedSink
        {
            Script = (batch, _) =>
            {
                var answer = new TaskCompletionSource<DeliveryResult>();
                order.Enqueue(batch.Destination.Stream);
                onTheirWay.Enqueue((batch.Destination.Stream, answer));
                return new(answer.Task);
            },
        }), pool.Budget);
        var sequence = new BatchSequence();
        for (int i = 0; i < Streams; i++)
        {
            ChannelWriter<EventBatch> queue = deliverer.OpenQueue(new StreamBlocks(pool));
            using var builder = new BatchBuilder(
                new LogStreamName("g", $"{i}"), pool, BatchLimits.CloudWatchLogs, time, sequence, queue);
            for (int batch = 0; batch < Batches; batch++)
            {
                Assert.True(builder.TryAppend(Some.Record()));
                builder.Flush();
            }
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Until(() => onTheirWay.Count + gate.Waiting == Streams, patience.Token);
        Task done = deliverer.CompleteAsync(patience.Token);
        var answered = new Dictionary<string, int>();
        for (int answers = 0; answers < Streams * Batches; answers++)
        {
            // One answer at a time, the next when every other stream waits or is on its way: the order is the gate's.
            Assert.True(onTheirWay.TryDequeue(out (string Stream, TaskCompletionSource<DeliveryResult> Answer) oldest));
            answered[oldest.Stream] = answered.GetValueOrDefault(oldest.Stream) + 1;
            oldest.Answer.SetResult(DeliveryResult.Accepted());
            int left = Streams - answered.Values.Count(count => count == Batches);

            // Whoever is let in between the two looks is counted too late, never twice.
            await Until(() => onTheirWay.Count + gate.Waiting == left, patience.Token);
        }

        await done;

        // As the limit grows, two may be let in together and take their turns in either order.
        int[][] places = [.. order.Select((stream, place) => (stream, place)).GroupBy(s => s.stream)
            .Select(turns => turns.Select(s => s.place).ToArray())];
        Assert.Equal((Streams, Streams * Batches), (places.Length, order.Count));
        Assert.All(places, turns => Assert.Equal(Batches, turns.Length));
        Assert.All(places, turns => Assert.InRange(turns[0], 0, Streams + InFlightLimit.Most));
        Assert.All(places, turns => Assert.InRange(turns[1], Streams - InFlightLimit.Most, Streams * Batches));
    }

    private static async Task Until(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static DeliveryRules Rules(TimeProvider time, SendingGate gate, ISink sink)
    {
        var ledger = new Ledger();
        var listener = new CollectingListener();
        return new DeliveryRules
        {
            Sink = sink,
            Schedule = new RetrySchedule(TimeSpan.FromSeconds(1), Random.Shared),
            Settlement = new Settlement(ledger, listener),
            Ledger = ledger,
            Listener = listener,
            Time = time,
            Gate = gate,
        };
    }
}
