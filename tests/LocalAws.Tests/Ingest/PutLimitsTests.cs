using System.Text;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Ingest;

public sealed class PutLimitsTests
{
    private const int Overhead = 26;
    private const int Mebibyte = 1_048_576;
    private const long Day = 86_400_000;

    private readonly InMemoryLogs _logs = new();

    [Fact]
    public void Takes_one_event_of_exactly_a_mebibyte_with_its_overhead()
    {
        _logs.Put((_logs.Now, new string('x', Mebibyte - Overhead)));

        Assert.Equal(Mebibyte - Overhead, Assert.Single(_logs.Messages()).Length);
    }

    [Fact]
    public void Refuses_one_event_that_is_a_byte_too_long()
    {
        var refusal = _logs.RefusedPut((_logs.Now, new string('x', Mebibyte - Overhead + 1)));

        Assert.Equal("InvalidParameterException", refusal.Type);
        Assert.Equal("Log event too large: 1048577 bytes exceeds limit of 1048576", refusal.Message);
    }

    [Fact]
    public void Takes_a_request_of_exactly_a_mebibyte()
    {
        var half = new string('x', (Mebibyte / 2) - Overhead);

        _logs.Put((_logs.Now, half), (_logs.Now, half));

        Assert.Equal(2, _logs.Messages().Length);
    }

    [Fact]
    public void Refuses_a_request_that_is_a_byte_too_long()
    {
        var half = new string('x', (Mebibyte / 2) - Overhead);

        var refusal = _logs.RefusedPut((_logs.Now, half), (_logs.Now, half + "y"));

        Assert.Equal("Upload too large: 1048577 bytes exceeds limit of 1048576", refusal.Message);
        Assert.Empty(_logs.Messages());
    }

    [Fact]
    public void Counts_utf8_bytes_and_neither_letters_nor_json_escapes()
    {
        var letters = (Mebibyte - Overhead) / 3;

        _logs.Put((_logs.Now, new string('€', letters)));

        Assert.Equal("InvalidParameterException", _logs.RefusedPut((_logs.Now, new string('€', letters + 1))).Type);
    }

    [Fact]
    public void Takes_ten_thousand_events_and_not_one_more()
    {
        var events = Enumerable.Repeat((_logs.Now, "x"), 10_000).ToArray();
        _logs.Put(events);

        var refusal = _logs.RefusedPut([.. events, (_logs.Now, "x")]);

        Assert.Equal("InvalidParameterException", refusal.Type);
        Assert.EndsWith("length less than or equal to 10000", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(10_000, _logs.Messages().Length);
    }

    [Fact]
    public void Takes_events_of_equal_times_and_refuses_one_that_goes_back()
    {
        _logs.Put((_logs.Now, "a"), (_logs.Now, "b"));

        Assert.Equal(
            "Log events in a single PutLogEvents request must be in chronological order.",
            _logs.RefusedPut((_logs.Now, "a"), (_logs.Now - 1, "b")).Message);
    }

    [Fact]
    public void Takes_a_span_of_exactly_a_day_and_refuses_a_millisecond_more()
    {
        _logs.Put((_logs.Now - Day, "a"), (_logs.Now, "b"));

        Assert.Equal(
            "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
            _logs.RefusedPut((_logs.Now - Day - 1, "a"), (_logs.Now, "b")).Message);
    }

    [Fact]
    public void Refuses_an_empty_message_and_says_which()
    {
        var refusal = _logs.RefusedPut((_logs.Now, "a"), (_logs.Now, ""));

        Assert.Equal("InvalidParameterException", refusal.Type);
        Assert.Contains("logEvents.2.member.message", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_request_without_events() =>
        Assert.Equal("InvalidParameterException", _logs.RefusedPut().Type);

    [Theory]
    [InlineData("""{"logGroupName":"/app","logStreamName":"one"}""", "logEvents")]
    [InlineData("""{"logGroupName":"/app","logEvents":[{"timestamp":1,"message":"m"}]}""", "logStreamName")]
    [InlineData("""{"logStreamName":"one","logEvents":[{"timestamp":1,"message":"m"}]}""", "logGroupName")]
    [InlineData("""{"logGroupName":"/app","logStreamName":"one","logEvents":[{"message":"m"}]}""", "timestamp")]
    [InlineData("""{"logGroupName":"/app","logStreamName":"one","logEvents":[{"timestamp":1}]}""", "message")]
    [InlineData(
        """{"logGroupName":"/app","logStreamName":"one","logEvents":[{"timestamp":-1,"message":"m"}]}""", "timestamp")]
    [InlineData(
        """{"logGroupName":"/app","logStreamName":"one","logEvents":[{"timestamp":1,"message":null}]}""", "message")]
    public void Names_the_member_that_is_missing_or_out_of_range(string body, string member)
    {
        var refusal = _logs.RefusedText("PutLogEvents", body);

        Assert.Equal("InvalidParameterException", refusal.Type);
        Assert.Contains(member, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"logGroupName":"/app" """)]
    [InlineData("""{"logGroupName":"/app"} {}""")]
    [InlineData("""{"logGroupName":7}""")]
    [InlineData("""{"logEvents":{}}""")]
    [InlineData("""{"logEvents":[1]}""")]
    [InlineData("""{"logEvents":[{"timestamp":"1","message":"m"}]}""")]
    [InlineData("""{"logEvents":[{"timestamp":1.5,"message":"m"}]}""")]
    [InlineData("""{"logEvents":[{"timestamp":1,"message":2}]}""")]
    [InlineData("""{"logEvents":[{"timestamp":1,"message":"\ud800"}]}""")]
    public void Cannot_read_what_is_no_json_or_has_wrong_types(string body) =>
        Assert.Equal("SerializationException", _logs.RefusedText("PutLogEvents", body).Type);

    [Fact]
    public void Cannot_read_malformed_utf8()
    {
        byte[] body = [.. "{\"logEvents\":[{\"timestamp\":1,\"message\":\""u8, 0xC3, 0x28, .. "\"}]}"u8];

        var refusal = Assert.Throws<ServiceException>(() => _logs.CallRaw("PutLogEvents", body));

        Assert.Equal("SerializationException", refusal.Type);
    }

    [Fact]
    public void Undoes_every_escape_and_passes_members_over_that_it_does_not_know()
    {
        _logs.CallRaw("PutLogEvents", Encoding.UTF8.GetBytes(
            $$$"""
            {"entity":{"a":[1,{"logEvents":[]}]},"logEvents":[{"x":[{}],"message":"a\n\"\\\u00e9\ud83d\ude00",
            "timestamp":{{{_logs.Now}}}}],"sequenceToken":"ignored","logStreamName":"one","logGroupName":"\/app"}
            """));

        Assert.Equal(["a\n\"\\é😀"], _logs.Messages());
    }

    [Fact]
    public void Answers_a_sequence_token_that_changes()
    {
        var first = _logs.Put((_logs.Now, "a"))["nextSequenceToken"]!.GetValue<string>();
        var second = _logs.Put((_logs.Now, "b"))["nextSequenceToken"]!.GetValue<string>();

        Assert.Equal(56, first.Length);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Says_which_of_group_and_stream_is_missing()
    {
        object events = new[] { new { timestamp = _logs.Now, message = "m" } };

        var group = _logs.Refused(
            "PutLogEvents", new { logGroupName = "no", logStreamName = "one", logEvents = events });
        var stream = _logs.Refused(
            "PutLogEvents", new { logGroupName = "/app", logStreamName = "no", logEvents = events });

        Assert.Equal("ResourceNotFoundException", group.Type);
        Assert.Equal("The specified log group does not exist.", group.Message);
        Assert.Equal("The specified log stream does not exist.", stream.Message);
    }

    [Fact]
    public void Keeps_no_event_in_discard_mode_but_checks_and_counts_it()
    {
        var logs = new InMemoryLogs(discard: true);
        logs.Put((logs.Now, "a"));

        Assert.Empty(logs.Messages());
        Assert.Equal("InvalidParameterException", logs.RefusedPut((logs.Now, "")).Type);
    }
}
