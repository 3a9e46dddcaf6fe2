using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Logs;

public sealed class GetLogEventsTests
{
    private readonly InMemoryLogs _logs = new();

    [Fact]
    public void Reads_every_event_once_by_following_the_forward_token()
    {
        var sent = PutMany(25);

        Assert.Equal(sent, Follow(Some.Read(startFromHead: true, limit: 10), "nextForwardToken"));
    }

    [Fact]
    public void Reads_every_event_once_by_following_the_backward_token()
    {
        var sent = PutMany(25);
        var pages = new List<string[]>();
        var answer = _logs.Call("GetLogEvents", Some.Read(limit: 10));
        string? token = null;
        while (token != Token(answer, "nextBackwardToken"))
        {
            pages.Insert(0, InMemoryLogs.MessagesIn(answer));
            token = Token(answer, "nextBackwardToken");
            answer = _logs.Call("GetLogEvents", Some.Read(limit: 10, token: token));
        }

        Assert.Equal(sent, pages.SelectMany(page => page));
    }

    [Fact]
    public void Begins_with_the_latest_events_unless_asked_for_the_head()
    {
        PutMany(25);

        Assert.Equal(
            ["m22", "m23", "m24"], InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read(limit: 3))));
        Assert.Equal(
            ["m0", "m1", "m2"],
            InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read(startFromHead: true, limit: 3))));
    }

    [Fact]
    public void Answers_the_same_forward_token_at_the_end_and_goes_on_from_it_later()
    {
        _logs.Put((_logs.Now, "a"));
        var token = Token(_logs.Call("GetLogEvents", Some.Read(startFromHead: true)), "nextForwardToken");

        var atEnd = _logs.Call("GetLogEvents", Some.Read(token: token));
        Assert.Empty(InMemoryLogs.MessagesIn(atEnd));
        Assert.Equal(token, Token(atEnd, "nextForwardToken"));

        _logs.Put((_logs.Now, "b"));
        Assert.Equal(["b"], InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read(token: token))));
    }

    [Fact]
    public void Turns_round_at_the_end_without_losing_an_event()
    {
        _logs.Put((_logs.Now, "a"), (_logs.Now, "b"));
        var token = Token(_logs.Call("GetLogEvents", Some.Read(startFromHead: true)), "nextForwardToken");
        var back = Token(_logs.Call("GetLogEvents", Some.Read(token: token)), "nextBackwardToken");

        Assert.Equal(["a", "b"], InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read(token: back))));
    }

    [Fact]
    public void Gives_tokens_for_an_empty_stream_that_find_what_comes_later()
    {
        var token = Token(_logs.Call("GetLogEvents", Some.Read()), "nextForwardToken");

        _logs.Put((_logs.Now, "a"));

        Assert.Equal(["a"], InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read(token: token))));
    }

    [Fact]
    public void Takes_the_start_into_the_range_and_leaves_the_end_out()
    {
        var now = _logs.Now;
        _logs.Put((now, "a"), (now + 1, "b"), (now + 2, "c"));

        var answer = _logs.Call("GetLogEvents", Some.Read(start: now + 1, end: now + 2));
        Assert.Equal(["b"], InMemoryLogs.MessagesIn(answer));
    }

    [Fact]
    public void Orders_by_time_over_requests_and_by_arrival_among_equal_times()
    {
        var now = _logs.Now;
        _logs.Put((now, "b1"), (now + 5, "c"));
        _logs.Put((now - 5, "a"), (now, "b2"));
        _logs.Put((now, "b3"));

        Assert.Equal(["a", "b1", "b2", "b3", "c"], _logs.Messages());
    }

    [Fact]
    public void Closes_a_page_at_a_mebibyte_and_goes_on_with_the_next()
    {
        var third = new string('x', 400_000);
        for (var count = 0; count < 5; count++)
        {
            _logs.Put((_logs.Now, third));
        }

        Assert.Equal(2, InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read(startFromHead: true))).Length);
        Assert.Equal(2, InMemoryLogs.MessagesIn(_logs.Call("GetLogEvents", Some.Read())).Length);
        Assert.Equal(5, Follow(Some.Read(startFromHead: true), "nextForwardToken").Length);
    }

    [Fact]
    public void Keeps_the_time_of_ingestion()
    {
        _logs.Put((_logs.Now - 1000, "a"));

        var item = _logs.Call("GetLogEvents", Some.Read())["events"]![0]!;

        Assert.Equal(_logs.Now, item["ingestionTime"]!.GetValue<long>());
        Assert.Equal(_logs.Now - 1000, item["timestamp"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("limit", 0)]
    [InlineData("limit", 10_001)]
    [InlineData("nextToken", "f/12/s")]
    [InlineData("nextToken", "nonsense")]
    [InlineData("startTime", -1)]
    public void Refuses_members_out_of_range(string name, object value)
    {
        var request = Some.Read();
        request[name] = value;

        Assert.Equal("InvalidParameterException", _logs.Refused("GetLogEvents", request).Type);
    }

    [Fact]
    public void Agrees_with_a_simple_model_on_random_requests()
    {
        var random = new Random(20260506);
        var model = new List<(long Time, int Arrival, string Message)>();
        for (var round = 0; round < 60; round++)
        {
            var batch = Enumerable.Range(0, random.Next(1, 40))
                .Select(_ => _logs.Now + random.Next(-50, 50)).Order()
                .Select((time, place) => (time, $"r{round}-{place}")).ToArray();
            _logs.Put(batch);
            model.AddRange(batch.Select(item => (item.time, model.Count, item.Item2)));
            var expected = model.OrderBy(item => item.Time).ThenBy(item => item.Arrival).Select(item => item.Message);

            Assert.Equal(
                expected, Follow(Some.Read(startFromHead: true, limit: random.Next(1, 200)), "nextForwardToken"));
        }
    }

    private static string Token(JsonNode answer, string name) => answer[name]!.GetValue<string>();

    private string[] PutMany(int count)
    {
        var events = Enumerable.Range(0, count).Select(place => (_logs.Now + (place / 3), $"m{place}")).ToArray();
        _logs.Put(events);
        return [.. events.Select(item => item.Item2)];
    }

    private string[] Follow(Dictionary<string, object> request, string tokenName)
    {
        var messages = new List<string>();
        string? token = null;
        while (true)
        {
            var answer = _logs.Call("GetLogEvents", request);
            if (Token(answer, tokenName) == token)
            {
                return [.. messages];
            }

            messages.AddRange(InMemoryLogs.MessagesIn(answer));
            token = Token(answer, tokenName);
            request["nextToken"] = token;
        }
    }
}
