using System.Net;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Health;

/// <summary>The server of <c>HEALTH__LISTEN</c>, and that which the agent's file asks for.</summary>
internal sealed class HealthServers : IAsyncDisposable
{
    private readonly HealthServer _own;
    private readonly HealthServer? _fluentBit;

    /// <summary>Makes the servers; <see cref="StartAsync"/> opens their ports.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="readiness">Whether the sidecar is ready.</param>
    /// <param name="facts">What the pages say.</param>
    /// <param name="time">Tells how long the process runs.</param>
    public HealthServers(SidecarOptions options, Readiness readiness, HealthFacts facts, TimeProvider time)
    {
        _own = new HealthServer(
            options.HealthListen,
            new HttpPages(new HealthPages(readiness, facts).Find),
            ProcessSettings.HealthListen.Variable);
        if (options.FireLens is { Plan.Service: { Http: { } address } service } file)
        {
            Func<bool>? isHealthy = service.AnswersHealth ? facts.IsDelivering : null;
            var pages = new FluentBitPages(() => time.GetUtcNow() - facts.Started, isHealthy);
            _fluentBit = new HealthServer(address, new HttpPages(pages.Find), $"{file.Path} [SERVICE] HTTP_Server");
        }
    }

    /// <summary>Where <c>HEALTH__LISTEN</c> is served; after the start with the real port.</summary>
    public IPEndPoint Address => _own.Address;

    /// <summary>Opens the ports.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null, or why one of them cannot be opened: the configuration is to be refused.</returns>
    public async Task<ConfigurationError?> StartAsync(CancellationToken cancellation)
    {
        ConfigurationError? error = await _own.StartAsync(cancellation).ConfigureAwait(false);
        return error is null && _fluentBit is not null
            ? await _fluentBit.StartAsync(cancellation).ConfigureAwait(false)
            : error;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _own.DisposeAsync().ConfigureAwait(false);
        if (_fluentBit is not null)
        {
            await _fluentBit.DisposeAsync().ConfigureAwait(false);
        }
    }
}
