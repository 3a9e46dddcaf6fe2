using System.Text.Json.Nodes;
using PhiLens.LocalAws.Ingest;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Ingest;

public sealed class RejectedEventsTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    private readonly InMemoryLogs _logs = new();

    [Fact]
    public void Says_nothing_of_rejection_when_all_events_are_taken() =>
        Assert.Null(_logs.Put((_logs.Now, "a"))["rejectedLogEventsInfo"]);

    [Fact]
    public void Takes_an_event_of_exactly_fourteen_days_and_rejects_older_ones()
    {
        var border = _logs.Now - (14 * Day);

        var answer = _logs.Put((border - 2, "a"), (border - 1, "b"), (border, "c"));

        Assert.Equal("""{"tooOldLogEventEndIndex":2}""", Info(answer));
        Assert.Equal(["c"], _logs.Messages());
    }

    [Fact]
    public void Takes_an_event_two_hours_ahead_and_rejects_newer_ones()
    {
        var border = _logs.Now + (2 * Hour);

        var answer = _logs.Put((_logs.Now, "a"), (border, "b"), (border + 1, "c"), (border + 2, "d"));

        Assert.Equal("""{"tooNewLogEventStartIndex":2}""", Info(answer));
        Assert.Equal(["a", "b"], _logs.Messages());
    }

    [Fact]
    public void Rejects_what_the_groups_retention_has_let_expire()
    {
        _logs.Call("PutRetentionPolicy", new { logGroupName = InMemoryLogs.Group, retentionInDays = 3 });
        var border = _logs.Now - (3 * Day);

        var answer = _logs.Put((border - 1, "a"), (border, "b"));

        Assert.Equal("""{"expiredLogEventEndIndex":1}""", Info(answer));
        Assert.Equal(["b"], _logs.Messages());
    }

    [Fact]
    public void Reports_old_and_new_events_of_one_request_in_one_answer()
    {
        _logs.Call("PutRetentionPolicy", new { logGroupName = InMemoryLogs.Group, retentionInDays = 1 });
        var now = _logs.Now;

        var answer = _logs.Put((now - Day + (3 * Hour), "in time"), (now + (3 * Hour), "too new"));
        var expired = _logs.Put((now - Day - 1, "expired"), (now - Day, "in time"));

        Assert.Equal("""{"tooNewLogEventStartIndex":1}""", Info(answer));
        Assert.Equal("""{"expiredLogEventEndIndex":1}""", Info(expired));
    }

    [Fact]
    public void Answers_success_although_every_event_was_rejected()
    {
        var answer = _logs.Put((_logs.Now - (20 * Day), "a"), (_logs.Now - (20 * Day), "b"));

        Assert.Equal("""{"tooOldLogEventEndIndex":2}""", Info(answer));
        Assert.Empty(_logs.Messages());
    }

    [Fact]
    public void Shows_no_event_that_has_expired_since()
    {
        _logs.Put((_logs.Now, "a"));
        _logs.Call("PutRetentionPolicy", new { logGroupName = InMemoryLogs.Group, retentionInDays = 1 });

        _logs.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(1));

        Assert.Empty(_logs.Messages());
    }

    [Theory]
    [InlineData(1, null, 3, "b,c")]
    [InlineData(null, 2, null, "c,d")]
    [InlineData(2, 1, 3, "c")]
    [InlineData(9, null, null, "")]
    [InlineData(null, null, 0, "")]
    [InlineData(3, null, 1, "")]
    public void Follows_borders_that_a_fault_imposes(int? tooOld, int? expired, int? tooNew, string kept)
    {
        _logs.Imposed = new ImposedRejection(tooOld, expired, tooNew);

        _logs.Put((_logs.Now, "a"), (_logs.Now, "b"), (_logs.Now, "c"), (_logs.Now, "d"));

        Assert.Equal(kept, string.Join(',', _logs.Messages()));
    }

    private static string Info(JsonNode answer) => answer["rejectedLogEventsInfo"]!.ToJsonString();
}
