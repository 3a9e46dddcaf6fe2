using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;

namespace PhiLens.Sidecar.Tests.Delivery;

/// <summary>
/// Every row of the error matrix, provoked in LocalAws and judged by its store: what the ledger says is what is there.
/// </summary>
public sealed class ErrorMatrixTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 20).Select(i => $"line {i:D2}")];

    /// <summary>The fault; how often it strikes; and whether each time the events are stored all the same.</summary>
    public static TheoryData<string, int, bool, bool> ForNow => new()
    {
        { "\"fault\":\"throttle\"", 3, false, false },
        { "\"fault\":\"error\",\"status\":429,\"error\":\"TooManyRequestsException\"", 2, false, false },
        { "\"fault\":\"unavailable\"", 3, false, false },
        { "\"fault\":\"error\",\"status\":500", 2, false, true },
        { "\"fault\":\"error\",\"status\":502,\"error\":\"BadGateway\"", 1, false, true },
        { "\"fault\":\"error\",\"status\":408,\"error\":\"RequestTimeout\"", 1, false, false },
        { "\"fault\":\"expired-token\"", 3, false, false },
        { "\"fault\":\"error\",\"status\":400,\"error\":\"UnrecognizedClientException\"", 2, false, false },
        { "\"fault\":\"access-denied\"", 3, false, false },
        { "\"fault\":\"kms-disabled\"", 3, false, false },
        { "\"fault\":\"error\",\"status\":400,\"error\":\"KMSDisabledException\"", 1, false, false },
        { "\"fault\":\"error\",\"status\":400,\"error\":\"UnknownOperationException\"", 2, false, false },
        { "\"fault\":\"reset-before\"", 2, false, true },
        { "\"fault\":\"reset-after\"", 2, true, true },
        { "\"fault\":\"half-answer\"", 2, true, true },
    };

    [Theory]
    [MemberData(nameof(ForNow))]
    public async Task A_failure_for_now_is_survived_and_only_what_may_be_doubled_is(
        string fault, int times, bool isStored, bool isAmbiguous)
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync($$"""{"operation":"PutLogEvents","skip":1,"count":{{times}},{{fault}}}""");

        LedgerSnapshot ledger = await bench.DeliverAsync(Lines);

        int copies = isStored ? times + 1 : 1;
        Assert.Equal(Enumerable.Repeat(Lines, copies).SelectMany(l => l), await bench.StoredAsync());
        Assert.Equal(
            (20, 20, 0, times, isAmbiguous ? 20 : 0),
            (ledger.Received, ledger.Delivered, ledger.Pending, ledger.Retries, ledger.Ambiguous));
        Assert.True(bench.Watch.IsDelivering);
    }

    [Fact]
    public async Task A_body_that_is_cut_is_sent_again_and_nothing_is_there_twice()
    {
        string[] large = [.. Enumerable.Range(0, 100).Select(i => $"{i:D3} {new string('x', 10_000)}")];
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync("""{"operation":"PutLogEvents","skip":1,"count":2,"fault":"half-body"}""");

        LedgerSnapshot ledger = await bench.DeliverAsync(large);

        Assert.Equal(large, await bench.StoredAsync());
        Assert.Equal((100, 100, 2), (ledger.Received, ledger.Delivered, ledger.Retries));
    }

    [Fact]
    public async Task A_request_that_is_not_answered_ends_with_its_deadline_and_is_sent_again()
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync("""{"operation":"PutLogEvents","skip":1,"count":1,"fault":"stall"}""");

        Task<LedgerSnapshot> delivering = bench.DeliverAsync(Lines);
        while ((await bench.StoredAsync()).Length == 0)
        {
            Assert.False(delivering.IsCompleted);
        }

        bench.Deadlines.Advance(Sidecar.CloudWatch.CloudWatchLogsClient.RequestDeadline);
        LedgerSnapshot ledger = await delivering;

        Assert.Equal(Lines.Concat(Lines), await bench.StoredAsync());
        Assert.Equal((20, 1, 20), (ledger.Delivered, ledger.Retries, ledger.Ambiguous));
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(-600_000)]
    public async Task A_clock_that_is_wrong_is_corrected_for_signatures_and_never_for_events(int skew)
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync($$"""{"fault":"clock-skew","skewMs":{{skew}}}""");

        LedgerSnapshot ledger = await bench.DeliverAsync(Lines);

        Assert.Equal(Lines, await bench.StoredAsync());
        Assert.Equal((20, 0), (ledger.Delivered, ledger.Ambiguous));
        Assert.InRange(ledger.Retries, 1, 3);
    }

    [Fact]
    public async Task A_group_that_is_deleted_while_running_is_made_again()
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        using (Lane lane = bench.Pipeline.OpenLane(DeliveryBench.Stream))
        {
            await DeliveryBench.FeedAsync(lane, "before\n");
            await DeliveryBench.UntilAsync(() => bench.Ledger.Delivered == 1);
        }

        await bench.LoseGroupsAsync();
        LedgerSnapshot ledger = await bench.DeliverAsync(Lines);

        Assert.Equal(Lines, await bench.StoredAsync());
        Assert.Equal((21, 0, 0), (ledger.Delivered, ledger.Retries, ledger.Ambiguous));
    }

    [Theory]
    [InlineData("access-denied")]
    [InlineData("kms-disabled")]
    public async Task What_a_person_must_mend_turns_health_red_and_delivers_by_itself_once_it_is_mended(string fault)
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync($$"""{"fault":"{{fault}}"}""");
        Task<LedgerSnapshot> delivering = bench.DeliverAsync(Lines);
        await DeliveryBench.UntilAsync(() => bench.Ledger.Retries >= 2);
        Assert.False(bench.Watch.IsDelivering);

        await bench.MendAsync();
        LedgerSnapshot ledger = await delivering;

        Assert.True(bench.Watch.IsDelivering);
        Assert.Equal(Lines, await bench.StoredAsync());
        Assert.Equal((20, 0), (ledger.Delivered, ledger.Ambiguous));
    }

    [Theory]
    [InlineData("InvalidParameterException", 400)]
    [InlineData("ValidationException", 400)]
    [InlineData("RequestEntityTooLargeException", 413)]
    public async Task A_bad_event_alone_is_dropped_whatever_stands_around_it(string error, int status)
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync(
            $$"""{"operation":"PutLogEvents","fault":"error","status":{{status}},"error":"{{error}}","containing":"e 07"}""");

        LedgerSnapshot ledger = await bench.DeliverAsync(Lines);

        Assert.Equal(Lines.Where(l => l != "line 07"), await bench.StoredAsync());
        Assert.Equal(
            (19, 1, 0, 0, 0),
            (ledger.Delivered, ledger.Dropped[DropReason.Refused], ledger.Pending, ledger.Retries, ledger.Ambiguous));
        Assert.True(bench.Watch.IsDelivering);
    }

    [Theory]
    [InlineData("\"tooOldEnd\":3", 3, 0, 0)]
    [InlineData("\"tooOldEnd\":2,\"expiredEnd\":5,\"tooNewStart\":18", 2, 3, 2)]
    [InlineData("\"tooNewStart\":0", 0, 0, 20)]
    public async Task Exactly_the_events_listed_as_rejected_are_dropped_each_for_its_reason(
        string borders, int tooOld, int expired, int tooNew)
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync($$"""{"operation":"PutLogEvents","skip":1,"fault":"reject",{{borders}}}""");

        LedgerSnapshot ledger = await bench.DeliverAsync(Lines);

        Assert.Equal(Lines[(tooOld + expired)..^tooNew], await bench.StoredAsync());
        Assert.Equal(
            (20 - tooOld - expired - tooNew, tooOld, expired, tooNew),
            (ledger.Delivered, ledger.Dropped[DropReason.TooOld], ledger.Dropped[DropReason.Expired],
                ledger.Dropped[DropReason.TooNew]));
    }

    [Fact]
    public async Task An_answer_without_a_request_id_is_an_answer()
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync("""{"fault":"no-request-id"}""");

        LedgerSnapshot ledger = await bench.DeliverAsync(Lines);

        Assert.Equal(Lines, await bench.StoredAsync());
        Assert.Equal((20, 0, 0), (ledger.Delivered, ledger.Retries, ledger.Ambiguous));
    }

    [Fact]
    public async Task The_wait_that_the_service_asks_for_is_respected()
    {
        await using DeliveryBench bench = await DeliveryBench.StartAsync();
        await bench.AddFaultAsync(
            """{"operation":"PutLogEvents","skip":1,"count":1,"fault":"throttle","retryAfter":2}""");
        long start = TimeProvider.System.GetTimestamp();

        await bench.DeliverAsync(Lines);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 2, 30);
    }
}
