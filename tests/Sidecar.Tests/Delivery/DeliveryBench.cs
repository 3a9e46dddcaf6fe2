using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Microsoft.Extensions.Time.Testing;
using PhiLens.LocalAws.Hosting;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Health.Watching;
using PhiLens.Sidecar.Logging;
using PhiLens.Sidecar.Tests.CloudWatch;

namespace PhiLens.Sidecar.Tests.Delivery;

/// <summary>
/// The whole way from lines to a LocalAws in this process, over TLS and in real time, with LocalAws' store read from
/// outside. Waits between tries are short; the deadline of requests follows a clock that the test moves.
/// </summary>
internal sealed class DeliveryBench : IAsyncDisposable
{
    public static readonly LogStreamName Stream = new("g", "s");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly CloudWatchLogsClient _client;
    private readonly HttpClient _reader;
    private readonly LocalAwsServer _server;

    private DeliveryBench(
        string folder,
        LocalAwsServer server,
        PipelineOptions options,
        Func<CloudWatchOptions, CloudWatchOptions>? change)
    {
        (_folder, _server) = (folder, server);
        var trust = TlsTrust.Load(server.CaFile);
        var cloud = new CloudWatchOptions { Region = "us-east-1", LogGroup = "g", Endpoint = server.Address };
        cloud = change?.Invoke(cloud) ?? cloud;
        _client = CloudWatchLogsClient.Create(cloud, trust, Deadlines);
        _reader = Sidecar.CloudWatch.Http.Connections.Create(trust);
        _reader.BaseAddress = server.Address;
        Pool = new BlockPool(new MemoryBudget(options.MemoryLimit));
        Watch = new DeliveryWatch(new CloudWatchSink(_client, cloud, Pool, Events), TimeProvider.System);
        Pipeline = new LogPipeline(options, Pool, Watch, new PipelineLog(Serilog.Core.Logger.None, TimeProvider.System),
            TimeProvider.System);
    }

    public FakeTimeProvider Deadlines { get; } = new(DateTimeOffset.UtcNow);

    public BlockPool Pool { get; }

    public LogPipeline Pipeline { get; }

    public DeliveryWatch Watch { get; }

    public CollectingCloudWatchEvents Events { get; } = new();

    public LedgerSnapshot Ledger => Pipeline.Ledger.Snapshot();

    public static async Task<DeliveryBench> StartAsync(
        PipelineOptions? options = null, Func<CloudWatchOptions, CloudWatchOptions>? change = null)
    {
        string folder = Directory.CreateTempSubdirectory("philens-delivery-").FullName;
        LocalAwsServer server = await LocalAwsServer.StartAsync(
            new LocalAwsOptions { Data = folder, Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        options ??= new PipelineOptions
        {
            BatchAge = TimeSpan.FromMilliseconds(10),
            RetryCap = TimeSpan.FromMilliseconds(100),
        };
        return new DeliveryBench(folder, server, options, change);
    }

    /// <summary>Adds a fault rule, or an array of them.</summary>
    public async Task AddFaultAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _reader.PostAsync(new Uri("/_faults", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    public async Task MendAsync() => (await _reader.DeleteAsync(new Uri("/_faults", UriKind.Relative))).Dispose();

    /// <summary>Forgets all groups and their events.</summary>
    public async Task LoseGroupsAsync() =>
        (await _reader.PostAsync(new Uri("/_reset", UriKind.Relative), null)).Dispose();

    public async Task<JsonNode> StatisticsAsync() =>
        JsonNode.Parse(await _reader.GetStringAsync(new Uri("/_stats", UriKind.Relative)))!;

    /// <summary>What LocalAws holds of a stream, in the order of arrival.</summary>
    public async Task<string[]> StoredAsync(LogStreamName? name = null)
    {
        name ??= Stream;
        using HttpResponseMessage answer = await _reader.GetAsync(
            new Uri($"/_events?group={name.Group}&stream={name.Stream}", UriKind.Relative));
        string text = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : "";
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!["message"]!.GetValue<string>())];
    }

    public static async Task FeedAsync(Lane lane, string text)
    {
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty)
        {
            Memory<byte> buffer = await lane.GetBufferAsync(CancellationToken.None);
            int count = Math.Min(buffer.Length, rest.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            await lane.AdvanceAsync(count, CancellationToken.None);
        }
    }

    /// <summary>Feeds lines as one batch, and waits until all have an outcome.</summary>
    public async Task<LedgerSnapshot> DeliverAsync(params IEnumerable<string> lines)
    {
        using (Lane lane = Pipeline.OpenLane(Stream))
        {
            await FeedAsync(lane, string.Concat(lines.Select(l => l + '\n')));
        }

        await Pipeline.DrainAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.Equal(0, Pool.RentedCount);
        return Ledger;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Pipeline.Dispose();
        _client.Dispose();
        _reader.Dispose();
        await _server.DisposeAsync();
        AWSConfigs.ManualClockCorrection = null;
        Directory.Delete(_folder, recursive: true);
    }
}
