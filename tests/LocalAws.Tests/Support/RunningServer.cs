using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Hosting;
using PhiLens.LocalAws.Signing;

namespace PhiLens.LocalAws.Tests.Support;

/// <summary>
/// A server on free loopback ports with its data in a folder of its own, and a client that trusts it.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private const string Signed = "content-type;host;x-amz-date;x-amz-target";

    private readonly string _folder;

    private RunningServer(LocalAwsServer server, string folder)
    {
        Server = server;
        _folder = folder;
        Client = NewClient();
    }

    public LocalAwsServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<RunningServer> StartAsync(Func<LocalAwsOptions, LocalAwsOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("localaws-tests-").FullName;
        var loopback = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0);
        var options = new LocalAwsOptions { Data = folder, Listen = loopback, Metadata = loopback };
        return new RunningServer(await LocalAwsServer.StartAsync(change?.Invoke(options) ?? options), folder);
    }

    /// <summary>A client with connections of its own that trusts this server's authority and nothing else.</summary>
    public HttpClient NewClient()
    {
        var authority = X509Certificate2.CreateFromPem(File.ReadAllText(Server.CaFile));
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        };
        return new HttpClient(handler) { BaseAddress = Server.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public async Task MakeStreamAsync(string group = "g", string stream = "s")
    {
        using var made = await CallAsync("CreateLogGroup", new { logGroupName = group });
        using var also = await CallAsync("CreateLogStream", new { logGroupName = group, logStreamName = stream });
    }

    public Task<HttpResponseMessage> PutAsync(string message, string stream = "s") =>
        CallAsync("PutLogEvents", PutOf(message, stream));

    public static object PutOf(string message, string stream = "s") => new
    {
        logGroupName = "g",
        logStreamName = stream,
        logEvents = new[] { new { timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), message } },
    };

    public Task<HttpResponseMessage> CallAsync(string operation, object request) =>
        Client.SendAsync(Sign(operation, JsonSerializer.SerializeToUtf8Bytes(request)), Cancel);

    public Task<HttpResponseMessage> CallKmsAsync(string operation, object request) =>
        Client.SendAsync(SignKms(operation, JsonSerializer.SerializeToUtf8Bytes(request)), Cancel);

    public HttpRequestMessage Sign(string operation, byte[] body, string id = "local", string secret = "local") =>
        Sign("logs", $"Logs_20140328.{operation}", body, id, secret);

    public HttpRequestMessage SignKms(string operation, byte[] body, string id = "local") =>
        Sign("kms", $"TrentService.{operation}", body, id, "local");

    public HttpRequestMessage Sign(string service, string target, byte[] body, string id, string secret)
    {
        var date = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/x-amz-json-1.1",
            ["host"] = Server.Address.Authority,
            ["x-amz-date"] = date,
            ["x-amz-target"] = target,
        };
        var scope = new CredentialScope(date[..8], "us-east-1", service, "aws4_request");
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var signed = new SignedRequest("POST", "/", "", headers, body);
        var canonical = CanonicalRequest.Build(signed, Signed.Split(';'), hash);
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(headers["content-type"]);
        request.Headers.Add("x-amz-date", date);
        request.Headers.Add("x-amz-target", headers["x-amz-target"]);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={Signed}, "
            + $"Signature={SigningKey.Sign(secret, scope, date, canonical)}");
        return request;
    }

    public Task AddFaultAsync(string json) => SteerAsync("/_faults", json);

    public Task SetKeyAsync(string json) => SteerAsync("/_keys", json);

    public async Task<JsonNode> StatisticsAsync() => JsonNode.Parse(await Client.GetStringAsync("/_stats", Cancel))!;

    public async Task<string[]> MessagesAsync(string stream = "s")
    {
        var text = await Client.GetStringAsync($"/_events?group=g&stream={stream}", Cancel);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!["message"]!.GetValue<string>())];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SteerAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(path, content, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
