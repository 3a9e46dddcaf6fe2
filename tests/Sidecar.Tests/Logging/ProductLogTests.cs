using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Logging;
using Serilog.Core;
using Serilog.Events;

namespace PhiLens.Sidecar.Tests.Logging;

public sealed class ProductLogTests
{
    private static readonly LogStreamName Destination = new("/ecs/clinic", "api/1");

    [Fact]
    public void Event_ids_are_unique()
    {
        int[] ids =
        [
            .. typeof(LogEventIds).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(f => (int)f.GetRawConstantValue()!),
        ];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void No_event_takes_bytes()
    {
        IEnumerable<Type> parameters = typeof(LogEvents).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .SelectMany(m => m.GetParameters()).Select(p => p.ParameterType);

        Assert.DoesNotContain(parameters, t => t.ToString().Contains("Byte", StringComparison.Ordinal));
    }

    [Fact]
    public void A_repeating_warning_is_written_once_per_interval_with_the_count_of_the_others()
    {
        FakeTimeProvider time = new();
        CollectingSink sink = new();
        using Logger log = sink.CreateLogger();
        PipelineLog pipeline = new(log, time);

        for (int i = 0; i < 5; i++)
        {
            pipeline.RetryScheduled(Destination, RetryCause.Throttled, 1, TimeSpan.FromSeconds(1));
        }

        pipeline.RetryScheduled(Destination, RetryCause.Timeout, 1, TimeSpan.FromSeconds(1));
        Assert.Equal(2, sink.Events.Count);
        time.Advance(RepeatGate.Interval);
        pipeline.RetryScheduled(Destination, RetryCause.Throttled, 1, TimeSpan.FromSeconds(1));

        Assert.Equal(3, sink.Events.Count);
        Assert.Equal("4", sink.Events[2].Properties["HeldBack"].ToString());
        Assert.All(sink.Events, e => Assert.Equal(
            LogEventIds.RetryScheduled, Assert.IsType<ScalarValue>(e.Properties["EventId"]).Value));
    }

    [Fact]
    public void Lost_records_add_up_over_the_lines_that_were_held_back()
    {
        FakeTimeProvider time = new();
        CollectingSink sink = new();
        using Logger log = sink.CreateLogger();
        PipelineLog pipeline = new(log, time);

        pipeline.RecordsDropped(Destination, DropReason.Memory, 10);
        pipeline.RecordsDropped(Destination, DropReason.Memory, 20);
        time.Advance(RepeatGate.Interval);
        pipeline.RecordsDropped(Destination, DropReason.Memory, 3);

        Assert.Equal(["10", "23"], sink.Events.Select(e => e.Properties["Records"].ToString()));
    }

    [Fact]
    public void The_gate_keeps_a_bounded_number_of_warnings_apart()
    {
        RepeatGate gate = new(new FakeTimeProvider());

        int passed = Enumerable.Range(0, RepeatGate.MostKeys * 2).Count(i => gate.TryPass(i, out _));

        Assert.Equal(RepeatGate.MostKeys + 1, passed);
    }

    [Fact]
    public void The_first_line_says_that_nothing_is_redacted()
    {
        CollectingSink sink = new();
        using Logger log = sink.CreateLogger();

        LogEvents.Started(log, "0.1.0", ["stdin", "unix:/run/a"], "https://127.0.0.1", redaction: null);

        string line = Assert.Single(sink.Events).RenderMessage();
        Assert.Contains("0.1.0", line, StringComparison.Ordinal);
        Assert.Contains("stdin, unix:/run/a", line, StringComparison.Ordinal);
        Assert.EndsWith("redaction is off: records leave as they were written", line, StringComparison.Ordinal);
        Assert.Equal(LogEventLevel.Warning, sink.Events[0].Level);
    }

    [Fact]
    public void The_first_line_says_what_redacts()
    {
        CollectingSink sink = new();
        using Logger log = sink.CreateLogger();

        LogEvents.Started(log, "0.1.0", ["stdin"], "https://127.0.0.1", "the preset phi");

        LogEvent line = Assert.Single(sink.Events);
        Assert.EndsWith("; records are redacted by \"the preset phi\"", line.RenderMessage(), StringComparison.Ordinal);
        Assert.Equal(LogEventLevel.Information, line.Level);
    }

    [Fact]
    public void A_failures_message_is_not_written()
    {
        CollectingSink sink = new();
        using Logger log = sink.CreateLogger();

        LogEvents.UnexpectedFailure(log, "The lane", new InvalidOperationException("hush-hush"));

        Assert.DoesNotContain("hush", Assert.Single(sink.Events).RenderMessage(), StringComparison.Ordinal);
        Assert.Null(sink.Events[0].Exception);
    }
}
