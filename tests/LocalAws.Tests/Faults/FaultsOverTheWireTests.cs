using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Faults;

public sealed class FaultsOverTheWireTests : IAsyncLifetime
{
    private RunningServer _running = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningServer.StartAsync();
        await _running.MakeStreamAsync();
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Theory]
    [InlineData("\"fault\":\"throttle\"", 400, "ThrottlingException")]
    [InlineData("\"fault\":\"unavailable\"", 503, "ServiceUnavailableException")]
    [InlineData("\"fault\":\"expired-token\"", 400, "ExpiredTokenException")]
    [InlineData("\"fault\":\"access-denied\"", 400, "AccessDeniedException")]
    [InlineData("\"fault\":\"kms-disabled\"", 400, "InvalidParameterException")]
    [InlineData("\"fault\":\"clock-skew\"", 400, "InvalidSignatureException")]
    [InlineData("\"fault\":\"clock-skew\",\"skewMs\":-600000", 400, "InvalidSignatureException")]
    [InlineData("\"fault\":\"error\",\"status\":500,\"error\":\"InternalFailure\"", 500, "InternalFailure")]
    public async Task Answers_an_error_once_and_stores_nothing_then(string fault, int status, string type)
    {
        await _running.AddFaultAsync($$"""{"operation":"PutLogEvents","count":1,{{fault}}}""");

        using var refused = await _running.PutAsync("a");
        using var taken = await _running.PutAsync("b");

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal(type, await refused.ErrorTypeAsync());
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(["b"], await _running.MessagesAsync());
    }

    [Fact]
    public async Task Shows_the_skewed_time_in_the_date_of_the_answer()
    {
        await _running.AddFaultAsync("""{"fault":"clock-skew","skewMs":3600000,"count":1}""");

        using var refused = await _running.PutAsync("a");

        var ahead = refused.Headers.Date!.Value - DateTimeOffset.UtcNow;
        Assert.InRange(ahead, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Theory]
    [InlineData("reset-before", "")]
    [InlineData("reset-after", "a")]
    [InlineData("half-answer", "a")]
    [InlineData("half-body", "")]
    public async Task Breaks_the_connection_before_or_after_storing(string fault, string stored)
    {
        await _running.AddFaultAsync($$"""{"operation":"PutLogEvents","count":1,"fault":"{{fault}}"}""");

        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var answer = await _running.PutAsync("a");
        });

        Assert.Equal(stored, string.Join(',', await _running.MessagesAsync()));
        using var later = await _running.PutAsync("b");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Cuts_only_bodies_whose_first_half_names_the_stream()
    {
        await _running.AddFaultAsync("""{"fault":"half-body","stream":"other","count":1}""");

        using var answer = await _running.PutAsync(new string('x', 1000));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Stalls_for_ever_before_or_after_storing(string storeFirst, int stored)
    {
        await _running.AddFaultAsync($$"""{"fault":"stall","storeFirst":{{storeFirst}},"count":1}""");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var body = JsonSerializer.SerializeToUtf8Bytes(RunningServer.PutOf("a"));
        using var request = _running.Sign("PutLogEvents", body);
        var stalled = _running.Client.SendAsync(request, patience.Token);
        while ((await FaultsAsync())[0]!["hits"]!.GetValue<int>() == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
        }

        // The second request shows that the first one holds up nobody else.
        using var other = await _running.PutAsync("b");
        var messages = await _running.MessagesAsync();

        Assert.False(stalled.IsCompleted);
        Assert.Equal(stored, messages.Count(message => message == "a"));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
    }

    [Fact]
    public async Task Answers_late_when_the_stall_has_an_end()
    {
        await _running.AddFaultAsync("""{"fault":"stall","delayMs":50,"storeFirst":false,"count":1}""");

        using var answer = await _running.PutAsync("a");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["a"], await _running.MessagesAsync());
    }

    [Fact]
    public async Task Answers_rejected_events_inside_a_success()
    {
        await _running.AddFaultAsync("""{"fault":"reject","tooOldEnd":1,"count":1}""");

        using var answer = await _running.PutAsync("a");

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, body["rejectedLogEventsInfo"]!["tooOldLogEventEndIndex"]!.GetValue<int>());
        Assert.Empty(await _running.MessagesAsync());
        Assert.Equal(1, (await _running.StatisticsAsync())["rejectedEvents"]!.GetValue<int>());
    }

    [Fact]
    public async Task Leaves_the_request_id_out()
    {
        await _running.AddFaultAsync("""{"fault":"no-request-id","count":1}""");

        using var answer = await _running.PutAsync("a");

        Assert.False(answer.Headers.Contains("x-amzn-RequestId"));
    }

    [Fact]
    public async Task Lists_hits_counts_faults_and_forgets_them_on_demand()
    {
        await _running.AddFaultAsync("""{"operation":"PutLogEvents","fault":"throttle"}""");
        using var refused = await _running.PutAsync("a");

        Assert.Equal(1, (await FaultsAsync())[0]!["hits"]!.GetValue<int>());
        Assert.Equal(1, (await _running.StatisticsAsync())["faults"]!["throttle"]!.GetValue<int>());
        using var cleared = await _running.Client.DeleteAsync("/_faults", Cancel);
        Assert.Empty(await FaultsAsync());
        using var taken = await _running.PutAsync("b");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    private async Task<JsonArray> FaultsAsync() =>
        JsonNode.Parse(await _running.Client.GetStringAsync("/_faults", Cancel))!.AsArray();
}
