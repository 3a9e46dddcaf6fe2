using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar;

/// <summary>The clients of CloudWatch Logs and their sinks, one for each output.</summary>
internal sealed class CloudWatchOutputs : IDisposable
{
    private readonly List<CloudWatchLogsClient> _clients = [];
    private readonly List<CloudWatchSink> _sinks = [];
    private readonly IReadOnlyList<OutputOptions> _outputs;

    /// <summary>Makes them. Nothing is sent.</summary>
    /// <param name="outputs">The outputs, in the order of their numbers.</param>
    /// <param name="pool">Where compressed bodies lie.</param>
    /// <param name="events">Hears what was made and what failed.</param>
    internal CloudWatchOutputs(IReadOnlyList<OutputOptions> outputs, BlockPool pool, ICloudWatchEvents events)
    {
        _outputs = outputs;

        // The system's roots are read once for all outputs that trust the same: that takes longer than all else here.
        Dictionary<string, TlsTrust> known = [];
        foreach (OutputOptions output in outputs)
        {
            string file = output.CaFile ?? "";
            TlsTrust trust = known.TryGetValue(file, out TlsTrust? read) ? read : TlsTrust.Load(output.CaFile);
            known[file] = trust;
            CloudWatchLogsClient client = CloudWatchLogsClient.Create(output.CloudWatch, trust);
            _clients.Add(client);
            _sinks.Add(new CloudWatchSink(client, output.CloudWatch, pool, events));
        }
    }

    /// <summary>The sinks, by the number of their output.</summary>
    internal IReadOnlyList<ISink> Sinks => _sinks;

    /// <summary>Where requests go.</summary>
    internal IEnumerable<string> Endpoints => _clients.Select(c => c.Endpoint).Distinct();

    /// <summary>
    /// Looks whether the groups that are known at the start are encrypted, where they have to be. A group that cannot
    /// be looked at now is looked at before anything is sent to it.
    /// </summary>
    /// <param name="task">What the names of groups are made of.</param>
    /// <param name="keyLogGroup">The group of key records, where it is one of its own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnencryptedGroupException">One is not.</exception>
    internal async Task CheckGroupsAsync(
        TaskMetadata task, string? keyLogGroup, CancellationToken cancellationToken)
    {
        for (int i = 0; i < _sinks.Count; i++)
        {
            string? own = _outputs[i].Output is null ? task.NameOf(_outputs[i].CloudWatch.LogGroup) : null;
            foreach (string group in new[] { own, keyLogGroup }.OfType<string>())
            {
                if (await _sinks[i].CheckGroupAsync(group, cancellationToken).ConfigureAwait(false)
                    is { Cause: RetryCause.KeyUnavailable })
                {
                    throw new UnencryptedGroupException(group);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _clients.ForEach(c => c.Dispose());
}
