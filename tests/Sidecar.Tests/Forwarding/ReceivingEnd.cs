using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Routing;
using PhiLens.Sidecar.Sources;
using PhiLens.Sidecar.Sources.Forward;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Tests.Forwarding;

/// <summary>The product's own Forward source, and a pipeline that keeps what it receives.</summary>
internal sealed class ReceivingEnd
    : ISink, ILaneFactory, IForwardRouter, ISourceEvents, IPipelineListener, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _messages = [];
    private readonly List<string> _tags = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Poller _poller = new();
    private readonly ForwardSource _source;
    private readonly LogPipeline _pipeline;
    private readonly Task _running;

    internal ReceivingEnd(string? path = null, int port = 0, string? sharedKey = null)
    {
        Port = path is null && port == 0 ? FreePort() : port;
        Address = path is null ? $"tcp:127.0.0.1:{Port}" : $"unix:{path}";
        var options = new PipelineOptions { BatchAge = TimeSpan.FromMilliseconds(10) };
        var pool = new BlockPool(new MemoryBudget(options.MemoryLimit));
        _pipeline = new LogPipeline(options, pool, this, this, TimeProvider.System);
        _source = new ForwardSource(
            new ListenAddress(Address, path, path is null ? new IPEndPoint(IPAddress.Loopback, Port) : null),
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            new ForwardAdmission(sharedKey, Tls: null, "receiver"),
            mostConnections: 8,
            _poller,
            this);
        _poller.Start();
        _source.Open();
        _running = _source.RunAsync(this, new StopSignals(_stop.Token, _stop.Token));
    }

    internal string Address { get; }

    internal int Port { get; }

    internal int Refused { get; private set; }

    internal LedgerSnapshot Ledger => _pipeline.Ledger.Snapshot();

    internal List<string> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    internal List<string> Logs => Messages.ConvertAll(m =>
    {
        using var json = JsonDocument.Parse(m);
        return json.RootElement.GetProperty("log").GetString()!;
    });

    internal List<string> Tags
    {
        get
        {
            lock (_gate)
            {
                return [.. _tags];
            }
        }
    }

    public static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        byte[] body = [.. batch.Segments.SelectMany(s => s.ToArray())];
        using var json = JsonDocument.Parse(body);
        lock (_gate)
        {
            _messages.AddRange(json.RootElement.GetProperty("logEvents").EnumerateArray()
                .Select(e => e.GetProperty("message").GetString()!));
        }

        return new ValueTask<DeliveryResult>(DeliveryResult.Accepted());
    }

    public Lane Open(Origin origin) => throw new NotSupportedException();

    public ForwardLane OpenForward(IAckSink acks, TagRule? tags = null) => _pipeline.OpenForwardLane(this, acks);

    public ForwardRoute? Route(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source)
    {
        lock (_gate)
        {
            _tags.Add(System.Text.Encoding.UTF8.GetString(tag));
        }

        return new ForwardRoute(new LogStreamName("group", "stream"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _source.Dispose();
        _poller.Dispose();
        await _pipeline.DrainAsync(CancellationToken.None);
        Assert.Equal(0, Ledger.Pending);
        _pipeline.Dispose();
        _stop.Dispose();
    }

    void ISourceEvents.ConnectionRefused(string source) => Refused++;

    void ISourceEvents.ConnectionBroken(string source, SocketError error)
    {
    }

    void ISourceEvents.MessageMalformed(string source, MalformedReason reason) =>
        Assert.Fail($"malformed: {reason}");

    void ISourceEvents.TlsRefused(string source) => Refused++;

    void ISourceEvents.MessageCutOff(string source)
    {
    }

    void ISourceEvents.TagUnmatched(string tag)
    {
    }

    void IPipelineListener.RetryScheduled(LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait)
    {
    }

    void IPipelineListener.DeliveryResumed(LogStreamName destination, int failedTries)
    {
    }

    void IPipelineListener.RecordsDropped(LogStreamName destination, DropReason reason, long records)
    {
    }

    void IPipelineListener.RecordSplit(LogStreamName destination)
    {
    }
}
