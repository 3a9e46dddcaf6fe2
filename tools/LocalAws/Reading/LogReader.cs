using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Signing;

namespace PhiLens.LocalAws.Reading;

/// <summary>Reads a log group back through the signed API, as any client of the service would.</summary>
internal sealed class LogReader : IDisposable
{
    private const string Region = "us-east-1";
    private const string ContentType = "application/x-amz-json-1.1";

    private readonly Uri _endpoint;
    private readonly HttpClient _http;

    public LogReader(Uri endpoint, string caFile)
    {
        _endpoint = endpoint;
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(caFile);
        _http = new HttpClient(handler);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Writes every event of a group, stream by stream, as <c>time stream message</c>.</summary>
    public async Task<int> WriteAsync(string group, TextWriter output)
    {
        var count = 0;
        var streams = await CallAsync("DescribeLogStreams", new JsonObject { ["logGroupName"] = group });
        foreach (var stream in streams["logStreams"]!.AsArray())
        {
            count += await WriteStreamAsync(group, (string)stream!["logStreamName"]!, output);
        }

        return count;
    }

    private async Task<int> WriteStreamAsync(string group, string stream, TextWriter output)
    {
        var count = 0;
        string? token = null;
        while (true)
        {
            var request = new JsonObject
            {
                ["logGroupName"] = group,
                ["logStreamName"] = stream,
                ["startFromHead"] = true,
                ["nextToken"] = token,
            };
            var page = await CallAsync("GetLogEvents", request);
            foreach (var item in page["events"]!.AsArray())
            {
                var time = DateTimeOffset.FromUnixTimeMilliseconds((long)item!["timestamp"]!);
                await output.WriteLineAsync($"{time:HH:mm:ss.fff} {stream}  {(string)item["message"]!}");
                count++;
            }

            // The service says that a stream is at its end by giving the same token again.
            var next = (string)page["nextForwardToken"]!;
            if (next == token)
            {
                return count;
            }

            token = next;
        }
    }

    private async Task<JsonNode> CallAsync(string operation, JsonObject parameters)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(parameters);
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        Sign(request, operation, body);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{operation} was answered with {(int)answer.StatusCode}: {text}");
    }

    private void Sign(HttpRequestMessage request, string operation, byte[] body)
    {
        var date = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = ContentType,
            ["host"] = _endpoint.Authority,
            ["x-amz-date"] = date,
            ["x-amz-target"] = $"Logs_20140328.{operation}",
        };
        var scope = new CredentialScope(date[..8], Region, "logs", "aws4_request");
        string[] names = [.. headers.Keys];
        var canonical = CanonicalRequest.Build(
            new SignedRequest("POST", "/", "", headers, body), names, Convert.ToHexStringLower(SHA256.HashData(body)));
        var signature = SigningKey.Sign(LocalCredentials.Secret, scope, date, canonical);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", headers["x-amz-target"]);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{AuthorizationHeader.Algorithm} Credential={LocalCredentials.Id}/{scope}, "
            + $"SignedHeaders={string.Join(';', names)}, Signature={signature}");
    }
}
