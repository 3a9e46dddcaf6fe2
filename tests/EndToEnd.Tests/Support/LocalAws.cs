using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>A running stand-in for CloudWatch Logs, and an independent reader of what it holds.</summary>
internal sealed class LocalAws : IAsyncDisposable
{
    private RunningProcess _process;
    private readonly DirectoryInfo _data;
    private readonly SocketsHttpHandler _handler = new();
    private readonly HttpClient _http;

    private LocalAws(RunningProcess process, DirectoryInfo data, string endpoint)
    {
        _process = process;
        _data = data;
        Endpoint = endpoint;
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(CaFile);
        _handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        _handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        _http = new HttpClient(_handler) { BaseAddress = new Uri(endpoint), Timeout = TimeSpan.FromMinutes(5) };
    }

    internal string Endpoint { get; }

    internal string CaFile => Path.Combine(_data.FullName, "ca.pem");

    /// <summary>
    /// What the sidecar needs to deliver here. Nothing is redacted, because most tests compare lines byte for byte.
    /// </summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["AWS_ACCESS_KEY_ID"] = "local",
        ["AWS_SECRET_ACCESS_KEY"] = "local",
        ["AWS_REGION"] = "eu-central-1",
        ["PHILENS_CLOUDWATCH__ENDPOINT"] = Endpoint,
        ["PHILENS_CLOUDWATCH__LOGGROUP"] = "/ecs/clinic",
        ["PHILENS_TLS__CAFILE"] = CaFile,
        ["PHILENS_REDACTION__PRESET"] = "off",
        ["PHILENS_HEALTH__LISTEN"] = $"127.0.0.1:{FreePort.Next()}",
    };

    internal static async Task<LocalAws> StartAsync(params string[] options)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("philens-test-");
        RunningProcess process = Launch(data, "127.0.0.1:0", options);
        string ready = await process.LineAsync("ready ");
        return new LocalAws(process, data, ready.Split(' ')[1]);
    }

    private static RunningProcess Launch(DirectoryInfo data, string listen, params string[] options) =>
        RunningProcess.Start(
            Repository.LocalAws,
            ["--listen", listen, "--data", data.FullName, .. options],
            new Dictionary<string, string>());

    /// <summary>Ends it, as if it had never been there.</summary>
    internal ValueTask EndAsync() => _process.DisposeAsync();

    /// <summary>Starts it again at the same address, with the same authority and nothing stored.</summary>
    internal async Task StartAgainAsync()
    {
        _process = Launch(_data, new Uri(Endpoint).Authority);
        await _process.LineAsync("ready ");
    }

    internal Task<string> LineAsync(string beginsWith) => _process.LineAsync(beginsWith);

    /// <summary>Every event of a stream, in stored order; none when there is no such stream.</summary>
    internal async IAsyncEnumerable<(long Time, string Message)> EventsAsync(
        string stream, string group = "/ecs/clinic")
    {
        string path = $"/_events?group={Uri.EscapeDataString(group)}&stream={Uri.EscapeDataString(stream)}";
        using HttpResponseMessage answer = await _http.GetAsync(
            new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            yield break;
        }

        await using Stream body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16);
        while (await reader.ReadLineAsync() is { } line)
        {
            using JsonDocument item = JsonDocument.Parse(line);
            yield return (
                item.RootElement.GetProperty("timestamp").GetInt64(),
                item.RootElement.GetProperty("message").GetString()!);
        }
    }

    internal async Task<List<string>> MessagesAsync(string stream, string group = "/ecs/clinic")
    {
        List<string> messages = [];
        await foreach ((long _, string message) in EventsAsync(stream, group))
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Waits until a stream's messages are so.</summary>
    internal async Task WaitForAsync(string stream, Predicate<List<string>> isWanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isWanted(await MessagesAsync(stream)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

    /// <summary>The streams of the group that a PutLogEvents request named.</summary>
    internal async Task<List<string>> StreamsAsync(string group = "/ecs/clinic")
    {
        await using Stream body = await _http.GetStreamAsync(new Uri("/_stats", UriKind.Relative));
        using JsonDocument stats = await JsonDocument.ParseAsync(body);
        return
        [
            .. stats.RootElement.GetProperty("streams").EnumerateArray()
                .Where(s => s.GetProperty("group").GetString() == group)
                .Select(s => s.GetProperty("stream").GetString()!),
        ];
    }

    /// <summary>How many connections were opened to it.</summary>
    internal async Task<int> ConnectionsOpenedAsync()
    {
        using JsonDocument stats = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/_stats", UriKind.Relative)));
        return stats.RootElement.GetProperty("connectionsOpened").GetInt32();
    }

    internal Task InjectAsync(string fault) => PostAsync("/_faults", fault);

    /// <summary>Takes back all faults.</summary>
    internal async Task HealAsync()
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(new Uri("/_faults", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A root key for pseudonyms, as ciphertext in base64.</summary>
    internal Task<string> MakeRootKeyAsync() => new RootKey(_handler).MakeAsync(Endpoint);

    /// <summary>Forgets all groups and streams.</summary>
    internal Task ResetAsync() => PostAsync("/_reset", "{}");

    private async Task PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    internal void Stop() => _process.Stop();

    internal void Continue() => _process.Continue();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _handler.Dispose();
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
