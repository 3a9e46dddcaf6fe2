using System.IO.Compression;
using System.Net;
using System.Text.Json;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Hosting;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ServerTests : IAsyncLifetime
{
    private RunningServer _running = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningServer.StartAsync(options => options with
        {
            Credentials = new Dictionary<string, string> { ["local"] = "local", ["role"] = "other" },
        });
        await _running.MakeStreamAsync();
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task Stores_a_signed_event_and_numbers_the_answer()
    {
        using var answer = await _running.PutAsync("hello");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(Guid.TryParse(Assert.Single(answer.Headers.GetValues("x-amzn-RequestId")), out _));
        Assert.Equal(["hello"], await _running.MessagesAsync());
    }

    [Theory]
    [InlineData("local", "wrong", "InvalidSignatureException")]
    [InlineData("nobody", "local", "UnrecognizedClientException")]
    public async Task Refuses_a_wrong_signature(string id, string secret, string type)
    {
        using var request = _running.Sign("PutLogEvents", Put("x"), id, secret);

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(type, await answer.ErrorTypeAsync());
        Assert.Equal(type, Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Empty(await _running.MessagesAsync());
    }

    [Fact]
    public async Task Takes_further_credentials()
    {
        using var request = _running.Sign("PutLogEvents", Put("x"), "role", "other");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_request_without_signature()
    {
        using var request = _running.Sign("PutLogEvents", Put("x"));
        request.Headers.Remove("Authorization");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal("MissingAuthenticationTokenException", await answer.ErrorTypeAsync());
    }

    [Fact]
    public async Task Inflates_a_gzip_body_that_was_signed_as_sent()
    {
        using var request = _running.Sign("PutLogEvents", Gzip(Put("squeezed")));
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["squeezed"], await _running.MessagesAsync());
    }

    [Fact]
    public async Task Cannot_read_a_body_that_only_claims_to_be_gzip()
    {
        using var request = _running.Sign("PutLogEvents", Put("x"));
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal("SerializationException", await answer.ErrorTypeAsync());
    }

    [Fact]
    public async Task Refuses_a_gzip_body_that_inflates_beyond_all_bounds()
    {
        using var request = _running.Sign("PutLogEvents", Gzip(new byte[64 * 1024 * 1024]));
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Does_not_know_another_target()
    {
        using var answer = await _running.CallAsync("MakeCoffee", new { });

        Assert.Equal("UnknownOperationException", await answer.ErrorTypeAsync());
    }

    [Fact]
    public async Task Notes_the_format_header_of_a_stream()
    {
        using var request = _running.Sign("PutLogEvents", Put("{}"));
        request.Headers.Add("x-amzn-logs-format", "json/emf");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        var stream = (await _running.StatisticsAsync())["streams"]![0]!;
        Assert.Equal("json/emf", stream["format"]!.GetValue<string>());
    }

    [Fact]
    public async Task Counts_requests_events_bytes_and_connections()
    {
        using var first = await _running.PutAsync("four");
        using var second = await _running.PutAsync("€");

        var statistics = await _running.StatisticsAsync();

        Assert.Equal(2, statistics["requests"]!["PutLogEvents"]!.GetValue<int>());
        Assert.Equal(2, statistics["acceptedEvents"]!.GetValue<int>());
        Assert.Equal(7, statistics["acceptedBytes"]!.GetValue<int>());
        Assert.Equal(1, statistics["connectionsOpened"]!.GetValue<int>());
        Assert.Equal(1, statistics["highestConcurrencyPerStream"]!.GetValue<int>());
    }

    [Fact]
    public async Task Sees_two_requests_of_one_stream_at_once()
    {
        await _running.AddFaultAsync("""{"operation":"PutLogEvents","fault":"stall","delayMs":200,"count":2}""");

        var answers = await Task.WhenAll(_running.PutAsync("a"), _running.PutAsync("b"));

        var statistics = await _running.StatisticsAsync();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, statistics["highestConcurrencyPerStream"]!.GetValue<int>());
        Assert.Equal(2, statistics["highestConcurrency"]!.GetValue<int>());
    }

    [Fact]
    public async Task Starts_afresh_on_demand()
    {
        using var reset = await _running.Client.PostAsync("/_reset", null, Cancel);
        using var answer = await _running.PutAsync("x");

        Assert.Equal("ResourceNotFoundException", await answer.ErrorTypeAsync());
    }

    [Fact]
    public async Task Serves_task_and_container_metadata_over_plain_http()
    {
        using var client = new HttpClient();

        var task = JsonDocument.Parse(await client.GetStringAsync(_running.Server.MetadataAddress + "/task", Cancel));
        var container = JsonDocument.Parse(await client.GetStringAsync(_running.Server.MetadataAddress, Cancel));

        var id = task.RootElement.GetProperty("TaskARN").GetString()!.Split('/')[^1];
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal("FARGATE", task.RootElement.GetProperty("LaunchType").GetString());
        Assert.Contains(
            container.RootElement.GetProperty("Name").GetString(),
            task.RootElement.GetProperty("Containers").EnumerateArray()
                .Select(item => item.GetProperty("Name").GetString()));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await client.GetAsync(new Uri(_running.Server.MetadataAddress!, "/else"), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Keeps_its_authority_over_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("localaws-tests-").FullName;
        var before = await CaOfRunAsync(folder);
        var after = await CaOfRunAsync(folder);
        var mode = File.GetUnixFileMode(Path.Combine(folder, "ca.key"));
        Directory.Delete(folder, recursive: true);

        Assert.Equal(before, after);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    private static async Task<string> CaOfRunAsync(string folder)
    {
        await using var running = await RunningServer.StartAsync(options => options with { Data = folder });
        Assert.NotNull(await running.StatisticsAsync());
        return await File.ReadAllTextAsync(running.Server.CaFile, Cancel);
    }

    private static byte[] Put(string message) => JsonSerializer.SerializeToUtf8Bytes(RunningServer.PutOf(message));

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }
}
