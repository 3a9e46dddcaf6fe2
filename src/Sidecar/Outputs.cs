using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Forwarding;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Logging;
using Serilog;

namespace PhiLens.Sidecar;

/// <summary>What records are shipped to, by the numbers of outputs: CloudWatch Logs, then receivers.</summary>
internal sealed class Outputs : IAsyncDisposable
{
    private readonly CloudWatchOutputs _cloudWatch;
    private readonly ForwardDestination[] _receivers;
    private readonly IReadOnlyList<ForwardReceiver> _names;
    private readonly string? _keyLogGroup;

    /// <summary>Makes them. Nothing is sent.</summary>
    /// <param name="options">Where to ship to.</param>
    /// <param name="pool">Where compressed bytes lie.</param>
    /// <param name="log">The product's own log.</param>
    /// <param name="time">The clock.</param>
    internal Outputs(SidecarOptions options, BlockPool pool, ILogger log, TimeProvider time)
    {
        _names = options.ForwardTo.Receivers;
        _keyLogGroup = options.Encryption.KeyLogGroup;
        _cloudWatch = new CloudWatchOutputs(options.Outputs, pool, new CloudWatchLog(log, time));
        Trust = TlsTrust.Load(options.CaFile);
        var events = new ForwardLog(log, time);
        _receivers =
            [.. _names.Select(r => new ForwardDestination(r, options.ForwardTo, Trust, pool, events, time))];
        Sink = new OutputSinks([.. _cloudWatch.Sinks, .. _receivers]);
        Limits = Enumerable.Range(options.FirstReceiver, _receivers.Length)
            .ToDictionary(output => output, _ => BatchLimits.Forward);
    }

    /// <summary>Which certificates are trusted, where no output says otherwise.</summary>
    internal TlsTrust Trust { get; }

    /// <summary>Takes the batches of every output.</summary>
    internal ISink Sink { get; }

    /// <summary>The batches of outputs that are not CloudWatch Logs.</summary>
    internal IReadOnlyDictionary<int, BatchLimits> Limits { get; }

    /// <summary>Where batches go, for messages.</summary>
    internal IEnumerable<string> Names => [.. _cloudWatch.Endpoints, .. _names.Select(r => r.Text)];

    /// <summary>Looks whether log groups are encrypted, where they have to be.</summary>
    /// <param name="task">What the names of groups are made of.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnencryptedGroupException">One is not.</exception>
    internal Task CheckGroupsAsync(TaskMetadata task, CancellationToken cancellationToken) =>
        _cloudWatch.CheckGroupsAsync(task, _keyLogGroup, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _cloudWatch.Dispose();
        foreach (ForwardDestination receiver in _receivers)
        {
            await receiver.DisposeAsync();
        }
    }
}
