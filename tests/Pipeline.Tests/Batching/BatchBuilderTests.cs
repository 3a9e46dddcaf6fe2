using System.Security.Cryptography;
using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Batching;

public sealed class BatchBuilderTests
{
    [Fact]
    public void The_body_is_a_PutLogEvents_request_for_its_stream()
    {
        using var bench = new BuilderBench();

        Assert.True(bench.Builder.TryAppend(Some.Record("say \"hi\"", 1_700_000_000_000)));
        Assert.True(bench.Builder.TryAppend(Some.Record("two", 1_700_000_000_001)));
        bench.Builder.Flush();

        Assert.Equal(
            """{"logGroupName":"/ecs/clinic","logStreamName":"api/1","logEvents":["""
            + """{"timestamp":1700000000000,"message":"say \"hi\""},"""
            + """{"timestamp":1700000000001,"message":"two"}]}""",
            Encoding.UTF8.GetString(Bodies.Bytes(bench.Closed().Single())));
    }

    [Fact]
    public void A_batch_closes_when_its_first_event_is_as_old_as_the_batch_age()
    {
        using var bench = new BuilderBench();
        bench.Builder.TryAppend(Some.Record("first"));
        bench.Time.Advance(TimeSpan.FromMilliseconds(600));
        bench.Builder.TryAppend(Some.Record("second"));

        bench.Time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Empty(bench.Closed());
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, bench.Closed().Single().EventCount);
    }

    [Fact]
    public void The_age_counts_from_each_batchs_own_first_event()
    {
        using var bench = new BuilderBench();
        bench.Builder.TryAppend(Some.Record());
        bench.Time.Advance(TimeSpan.FromMilliseconds(900));
        bench.Builder.Flush();
        Assert.Single(bench.Closed());
        bench.Builder.TryAppend(Some.Record());

        bench.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(bench.Closed());
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(bench.Closed());
    }

    [Fact]
    public void Closes_a_batch_that_would_pass_its_count_limit()
    {
        using var bench = new BuilderBench(new BatchLimits { MaxEvents = 3 });
        for (int i = 0; i < 7; i++)
        {
            bench.Builder.TryAppend(Some.Record());
        }

        Assert.Equal([3, 3], bench.Closed().Select(b => b.EventCount));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void Closes_a_batch_that_would_pass_its_byte_limit(int over, int batches)
    {
        using var bench = new BuilderBench();
        bench.Builder.TryAppend(Some.Record(new string('x', 500_000)));
        bench.Builder.TryAppend(Some.Record(new string('y', 1_048_576 - 500_000 - (2 * 26) + over)));
        bench.Builder.Flush();

        List<EventBatch> closed = bench.Closed();
        Assert.Equal(batches, closed.Count);
        Assert.All(closed, b => Assert.InRange(Bodies.CountedBytes(b), 1, 1_048_576));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void Closes_a_batch_that_would_span_more_than_a_day(int over, int batches)
    {
        using var bench = new BuilderBench();
        bench.Builder.TryAppend(Some.Record("late", 86_400_000 + 5 + over, ownTime: true));
        bench.Builder.TryAppend(Some.Record("early", 5, ownTime: true));
        bench.Builder.Flush();

        Assert.Equal(batches, bench.Closed().Count);
    }

    [Fact]
    public void Damaged_bytes_that_grow_when_repaired_never_pass_the_byte_limit()
    {
        using var bench = new BuilderBench(new BatchLimits { MaxBytes = 1_000 });
        byte[] damaged = new byte[300];
        damaged.AsSpan().Fill(0xFF);
        for (int i = 0; i < 5; i++)
        {
            Assert.True(bench.Builder.TryAppend(new LogRecord(damaged, 1)));
            Assert.True(bench.Builder.TryAppend(Some.Record("between")));
        }

        bench.Builder.Flush();
        List<EventBatch> closed = bench.Closed();
        Assert.Equal(10, closed.Sum(b => b.EventCount));
        Assert.All(closed, b => Assert.InRange(Bodies.CountedBytes(b), 1, 1_000));
    }

    [Fact]
    public void Events_that_come_out_of_order_are_put_in_order_and_equal_times_keep_theirs()
    {
        using var bench = new BuilderBench();
        (long, string)[] events = [(5, "a"), (3, "b"), (5, "c"), (1, "d"), (3, "e")];
        foreach ((long time, string message) in events)
        {
            bench.Builder.TryAppend(Some.Record(message, time, ownTime: true));
        }

        bench.Builder.Flush();

        Assert.Equal(
            [(1, "d"), (3, "b"), (3, "e"), (5, "a"), (5, "c")],
            Bodies.Events(bench.Closed().Single()));
    }

    [Fact]
    public void A_line_is_never_earlier_than_the_line_before_it_when_the_clock_steps_back()
    {
        using var bench = new BuilderBench();
        bench.Builder.TryAppend(Some.Record("one", 1_000));
        bench.Builder.TryAppend(Some.Record("two", 400));
        bench.Builder.Flush();

        Assert.Equal([(1_000, "one"), (1_000, "two")], Bodies.Events(bench.Closed().Single()));
    }

    [Fact]
    public void Random_events_arrive_whole_in_order_and_under_the_hash_that_the_batch_names()
    {
        var random = new Random(3);
        foreach (bool ownTime in new[] { false, true })
        {
            using var bench = new BuilderBench(new BatchLimits { MaxBytes = 200_000, MaxEvents = 500 });
            List<string> sent = [];
            for (int i = 0; i < 5_000; i++)
            {
                byte[] message = Some.Bytes(random, random.Next(1, 600));
                sent.Add(Encoding.UTF8.GetString(message));
                long time = ownTime ? random.Next(1_000) : i / 10;
                Assert.True(bench.Builder.TryAppend(new LogRecord(message, time) { HasOwnTime = ownTime }));
            }

            bench.Builder.Flush();
            List<EventBatch> closed = bench.Closed();
            List<string> arrived = closed.SelectMany(Bodies.Events).Select(e => e.Message).ToList();
            if (ownTime)
            {
                // Sorted by time on the way: compare what arrived, and below the order.
                sent.Sort(StringComparer.Ordinal);
                arrived.Sort(StringComparer.Ordinal);
            }

            Assert.Equal(sent, arrived);
            foreach (EventBatch batch in closed)
            {
                Assert.Equal(SHA256.HashData(Bodies.Bytes(batch)), batch.BodySha256.ToArray());
                Assert.Equal(Bodies.Bytes(batch).Length, batch.BodyLength);
                List<long> times = Bodies.Events(batch).ConvertAll(e => e.Time);
                Assert.Equal(times.Order(), times);
                batch.Release();
            }

            Assert.Equal(0, bench.Pool.RentedCount);
        }
    }

    [Fact]
    public void A_refused_event_leaves_the_batch_as_it_was()
    {
        using var bench = new BuilderBench(memory: 16 * 1024);
        int appended = 0;
        while (bench.Builder.TryAppend(Some.Record(new string('x', 1_000))))
        {
            appended++;
        }

        bench.Builder.Flush();
        EventBatch batch = bench.Closed().Single();

        Assert.True(appended > 0);
        Assert.Equal(appended, Bodies.Events(batch).Count);
        Assert.Equal(SHA256.HashData(Bodies.Bytes(batch)), batch.BodySha256.ToArray());
    }

    [Fact]
    public void A_refused_first_event_holds_no_memory()
    {
        using var bench = new BuilderBench(memory: 16 * 1024);

        Assert.False(bench.Builder.TryAppend(Some.Record(new string('x', 50_000))));

        Assert.Equal(0, bench.Pool.RentedCount);
    }
}
