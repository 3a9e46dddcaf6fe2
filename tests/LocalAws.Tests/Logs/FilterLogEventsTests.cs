using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Logs;

public sealed class FilterLogEventsTests
{
    private readonly InMemoryLogs _logs = new();

    [Fact]
    public void Interleaves_streams_by_time_and_then_by_arrival()
    {
        _logs.AddStream("two");
        var now = _logs.Now;
        _logs.Put((now, "a"), (now + 2, "d"));
        _logs.PutTo("two", (now, "b"), (now + 1, "c"));

        Assert.Equal(["a", "b", "c", "d"], Read(Some.Filter()));
    }

    [Fact]
    public void Follows_its_token_through_every_event_once()
    {
        _logs.AddStream("two");
        var now = _logs.Now;
        _logs.Put([.. Enumerable.Range(0, 20).Select(place => (now + place, $"even {place}"))]);
        _logs.PutTo("two", [.. Enumerable.Range(0, 20).Select(place => (now + place, $"odd {place}"))]);
        var request = Some.Filter(limit: 7);
        var messages = new List<string>();
        string? token;
        do
        {
            var answer = _logs.Call("FilterLogEvents", request);
            messages.AddRange(InMemoryLogs.MessagesIn(answer));
            token = answer["nextToken"]?.GetValue<string>();
            request["nextToken"] = token ?? "";
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 20).SelectMany(place => new[] { $"even {place}", $"odd {place}" }), messages);
    }

    [Fact]
    public void Takes_both_ends_of_the_range_in()
    {
        var now = _logs.Now;
        _logs.Put((now, "a"), (now + 1, "b"), (now + 2, "c"), (now + 3, "d"));

        Assert.Equal(["b", "c"], Read(Some.Filter(start: now + 1, end: now + 2)));
    }

    [Fact]
    public void Reads_the_named_streams_or_those_with_a_prefix()
    {
        _logs.AddStream("two");
        _logs.AddStream("twin");
        _logs.PutTo("two", (_logs.Now, "2"));
        _logs.PutTo("twin", (_logs.Now, "3"));
        _logs.Put((_logs.Now, "1"));

        Assert.Equal(["2", "3"], Read(new { logGroupName = "/app", logStreamNamePrefix = "tw" }));
        Assert.Equal(["2", "1"], Read(new { logGroupName = "/app", logStreamNames = new[] { "one", "two" } }));
        Assert.Equal(
            "ResourceNotFoundException",
            _logs.Refused("FilterLogEvents", new { logGroupName = "/app", logStreamNames = new[] { "no" } }).Type);
    }

    [Fact]
    public void Takes_an_arn_for_the_group()
    {
        _logs.Put((_logs.Now, "a"));
        var arn = _logs.Call("DescribeLogGroups", new { })["logGroups"]![0]!["logGroupArn"]!.GetValue<string>();

        Assert.Equal("arn:aws:logs:eu-west-1:123456789012:log-group:/app", arn);
        Assert.Equal(["a"], Read(new { logGroupIdentifier = arn }));
        Assert.Equal(["a"], Read(new { logGroupIdentifier = arn + ":*" }));
    }

    [Fact]
    public void Shows_stream_time_and_a_unique_id_of_each_event()
    {
        _logs.Put((_logs.Now, "a"), (_logs.Now, "b"));

        var events = _logs.Call("FilterLogEvents", Some.Filter())["events"]!.AsArray();

        Assert.Equal("one", events[0]!["logStreamName"]!.GetValue<string>());
        Assert.Equal(2, events.Select(item => item!["eventId"]!.GetValue<string>()).Distinct().Count());
    }

    private string[] Read(object request) => InMemoryLogs.MessagesIn(_logs.Call("FilterLogEvents", request));
}
