using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Health;

/// <summary>
/// Serves pages over plain HTTP: Kestrel's server class alone, without a host, dependency
/// injection or signal handlers. See <c>docs/decisions/0003-health-server.md</c>.
/// </summary>
internal sealed class HealthServer : IAsyncDisposable
{
    /// <summary>Connections at once: probes and one or two scrapers.</summary>
    private const int MostConnections = 32;

    /// <summary>The longest request head: 8 KiB.</summary>
    private const int LongestHead = 8 * 1024;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;
    private readonly HttpPages _pages;
    private readonly string _place;
    private readonly ListenOptions _listener;

    /// <summary>Makes the server; <see cref="StartAsync"/> opens its port.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="pages">The answers.</param>
    /// <param name="place">The setting, or the place in the agent's file, that says so, for messages.</param>
    public HealthServer(IPEndPoint address, HttpPages pages, string place)
    {
        ListenOptions? listener = null;
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.MaxRequestHeadersTotalSize = LongestHead;
        options.Limits.MaxRequestLineSize = LongestHead;
        options.Limits.MaxRequestBufferSize = 2 * LongestHead;
        options.Listen(address, l => (listener = l).Protocols = HttpProtocols.Http1);
        _listener = listener!;
        _pages = pages;
        _place = place;
        NullLoggerFactory quiet = NullLoggerFactory.Instance;
        _server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), quiet),
            quiet);
    }

    /// <summary>Where it listens; after the start with the real port.</summary>
    public IPEndPoint Address => _listener.IPEndPoint!;

    /// <summary>Opens the port.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null, or why it cannot listen there: the configuration is to be refused.</returns>
    public async Task<ConfigurationError?> StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _server.StartAsync(_pages, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            string cause = e is IOException
                ? "another process listens there"
                : "this machine has no such address or forbids it";
            return new ConfigurationError(_place, $"cannot listen on {Address}: {cause}.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource timeout = new(StopTimeout);
        await _server.StopAsync(timeout.Token).ConfigureAwait(false);
        _server.Dispose();
    }
}
