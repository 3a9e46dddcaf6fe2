using System.Net;
using PhiLens.Pipeline.Accounting;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Health;

namespace PhiLens.Sidecar.Tests.Health;

public sealed class HealthServerTests : IAsyncLifetime
{
    private readonly Readiness _readiness = new();
    private readonly HttpClient _client = new();
    private readonly HealthServer _server;
    private bool _isDelivering = true;

    public HealthServerTests() => _server = Server(new IPEndPoint(IPAddress.Loopback, 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.Null(await _server.StartAsync(Cancellation));
        _client.BaseAddress = new Uri($"http://{_server.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_lives_as_soon_as_it_answers()
    {
        using HttpResponseMessage answer = await _client.GetAsync("/live", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task It_is_ready_from_open_sources_until_it_stops()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/ready"));
        _readiness.SourcesAreOpen();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/ready"));
        _readiness.IsStopping();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/ready"));
    }

    [Fact]
    public async Task It_tells_whether_records_arrive()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/delivering"));
        _isDelivering = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/delivering"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/live/")]
    [InlineData("/metrics/../x")]
    public async Task Anything_else_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(path));

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Only_reading_is_allowed(string method)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), "/live");
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Head_has_the_length_and_no_body()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "/live");
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancellation);

        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task The_metrics_are_the_ledger()
    {
        using HttpResponseMessage answer = await _client.GetAsync("/metrics", Cancellation);
        string text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(MetricsText.ContentType, answer.Content.Headers.ContentType!.ToString());
        Assert.Contains(
            "\nphilens_records_total{outcome=\"received\",reason=\"\"} 100\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "\nphilens_records_total{outcome=\"delivered\",reason=\"\"} 80\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "\nphilens_records_total{outcome=\"dropped\",reason=\"memory\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "\nphilens_records_total{outcome=\"pending\",reason=\"\"} 8\n", text, StringComparison.Ordinal);
        Assert.Contains("\nphilens_memory_used_bytes 12\n", text, StringComparison.Ordinal);
        Assert.Contains("\nprocess_start_time_seconds 1.500\n", text, StringComparison.Ordinal);
        Assert.All(
            text.TrimEnd('\n').Split('\n'),
            l => Assert.Matches(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^}]*\})? [0-9.]+)$", l));
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_of_the_configuration()
    {
        await using HealthServer second = Server(_server.Address);

        ConfigurationError? error = await second.StartAsync(Cancellation);

        Assert.Equal("PHILENS_HEALTH__LISTEN", error!.Variable);
        Assert.Contains("another process listens there", error.Rule, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }

    private HealthServer Server(IPEndPoint address) =>
        new(address, new HttpPages(new HealthPages(_readiness, Facts()).Find), "PHILENS_HEALTH__LISTEN");

    private HealthFacts Facts() => new()
    {
        Ledger = static () => new LedgerSnapshot
        {
            Received = 100,
            Delivered = 80,
            Filtered = 7,
            Dropped = DropReasons.All.ToDictionary(r => r, r => r == DropReason.Memory ? 5L : 0L),
            Retries = 2,
            Ambiguous = 1,
        },
        MemoryUsed = static () => 12,
        MemoryLimit = 64,
        IsDelivering = () => _isDelivering,
        Started = DateTimeOffset.FromUnixTimeMilliseconds(1500),
    };
}
