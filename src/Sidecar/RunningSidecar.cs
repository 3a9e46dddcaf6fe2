using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Commands;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Health;
using PhiLens.Sidecar.Health.Watching;
using PhiLens.Sidecar.Kms;
using PhiLens.Sidecar.Logging;
using PhiLens.Sidecar.Routing;
using PhiLens.Sidecar.Sources;
using PhiLens.Sidecar.Sources.Posix;
using Serilog;

namespace PhiLens.Sidecar;

/// <summary>The parts of a running sidecar and the order of their life: open, read, deliver, dispose.</summary>
internal sealed class RunningSidecar : IAsyncDisposable
{
    /// <summary>How long the start waits to hear of the groups' keys; later they are asked about again. 5 s.</summary>
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(5);

    private readonly SidecarOptions _options;
    private readonly TerminationSignals _signals;
    private readonly ILogger _log;
    private readonly StopClock _clock;
    private readonly Poller _poller = new();
    private readonly Outputs _outputs;
    private readonly FieldSealing? _sealing;
    private readonly KeyRecordSink? _keyRecords;
    private readonly LogPipeline _pipeline;
    private readonly SourceWatch _sourceEvents;
    private readonly SourceFactory _factory;
    private readonly IReadOnlyList<ISource> _sources;
    private readonly Readiness _readiness = new();
    private readonly HealthServers _health;

    /// <summary>Puts the parts together. Nothing is opened yet.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="signals">What asks it to stop.</param>
    /// <param name="log">The product's own log.</param>
    internal RunningSidecar(SidecarOptions options, TerminationSignals signals, ILogger log)
    {
        TimeProvider time = TimeProvider.System;
        _options = options;
        _signals = signals;
        _log = log;
        _clock = new StopClock(options.Drain, time);
        var pool = new BlockPool(new MemoryBudget(options.Pipeline.MemoryLimit));
        _outputs = new Outputs(options, pool, log, time);
        _sealing = options.Encryption.IsUsed
            ? new FieldSealing(options, _outputs.Trust, new SealingLog(log), time)
            : null;
        _keyRecords = _sealing is null
            ? null
            : new KeyRecordSink(
                _outputs.Sink, _sealing.Cipher, options.Encryption.KeyLogGroup, _outputs.Limits, time);
        PipelineOptions core =
            options.Pipeline with { OutputLimits = _outputs.Limits, Sealer = _sealing?.Cipher };
        var watch = new DeliveryWatch(_keyRecords ?? _outputs.Sink, time);
        _pipeline = new LogPipeline(core, pool, watch, new PipelineLog(log, time), time);
        _sourceEvents = new SourceWatch(new SourceLog(log, time));
        _factory = new SourceFactory(
            Environment.MachineName, _poller, options.Pipeline.MemoryLimit, options.Sockets, _sourceEvents);
        IEnumerable<ISource> inFile = options.FireLens is { } file ? _factory.Create(file, options.Sources) : [];
        _sources = [.. _factory.Create(options.Sources), .. inFile];
        var facts = new HealthFacts
        {
            Ledger = _pipeline.Ledger.Snapshot,
            Sources = _sourceEvents.Counts,
            MemoryUsed = () => pool.Budget.Used,
            MemoryLimit = pool.Budget.Limit,
            IsDelivering = () => watch.IsDelivering && _sealing?.Cipher.IsSound != false,
            Unsealed = () => _sealing?.Cipher.Erased ?? 0,
            Started = time.GetUtcNow(),
        };
        _health = new HealthServers(options, _readiness, facts, time);
    }

    /// <summary>Makes pipes and sockets ready for writers, and serves health.</summary>
    /// <exception cref="SourceException">A source cannot be opened.</exception>
    internal async Task OpenAsync()
    {
        _clock.Signals.Draining.Register(_readiness.IsStopping);
        _signals.HandTo(() => _clock.Signal(TellOfSignal));
        foreach (ISource source in _sources)
        {
            source.Open();
        }

        if (await _health.StartAsync(CancellationToken.None) is { } error)
        {
            throw new SourceException(error.ToString());
        }

        _poller.Start();
        _readiness.SourcesAreOpen();
        LogEvents.HealthListening(_log, _health.Address.ToString());
        if (_options.FireLens is { } file)
        {
            TellOfAgentFile(file);
        }

        LogEvents.Started(
            _log,
            BuildFacts.Version,
            _sources.Select(s => s.Name),
            string.Join(", ", _outputs.Names),
            _options.Redaction.Policy is null ? null : _options.Redaction.Origin);
    }

    /// <summary>Reads until every source has ended.</summary>
    /// <returns>How the worst of them ended.</returns>
    internal async Task<SourceEnd> ReadAsync()
    {
        // Writers are let in already; what they write waits in the kernel until the names of the streams are known.
        TaskMetadata task = await TaskMetadata.ReadAsync(CancellationToken.None);
        await CheckGroupsAsync(task);
        if (_sealing is not null)
        {
            _keyRecords!.TaskId = task.TaskId;
            await _sealing.StartAsync(task);
        }

        ManagedHeap.CollectAll();
        CodePages.ReleaseUnused();
        var lanes = new LaneFactory(_pipeline, _options, task, _sourceEvents);
        Task<SourceEnd[]> reading = Task.WhenAll(_sources.Select(source => ReadAsync(source, lanes)));
        await Task.WhenAny(reading, _pipeline.Failed);
        if (!reading.IsCompleted)
        {
            _clock.Begin();
        }

        return (await reading).Max();
    }

    /// <summary>Delivers what is left: until it is delivered, or until the time after a signal is over.</summary>
    /// <returns>The closed book, and whether delivery itself went as it should.</returns>
    internal async Task<(LedgerSnapshot Ledger, bool IsSound)> DeliverAsync()
    {
        Task drained = _pipeline.DrainAsync(_clock.AllOver);
        await drained.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (drained.Exception?.InnerException is { } failure)
        {
            LogEvents.UnexpectedFailure(_log, "Delivery", failure);
        }

        await _health.DisposeAsync();
        return (_pipeline.Ledger.Snapshot(), drained.IsCompletedSuccessfully);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _health.DisposeAsync();
        foreach (ISource source in _sources)
        {
            source.Dispose();
        }

        _factory.Dispose();
        _poller.Dispose();
        _pipeline.Dispose();
        if (_sealing is not null)
        {
            await _sealing.DisposeAsync();
        }

        await _outputs.DisposeAsync();
        _clock.Dispose();
    }

    private async Task CheckGroupsAsync(TaskMetadata task)
    {
        using var patience = new CancellationTokenSource(CheckPatience);
        await _outputs.CheckGroupsAsync(task, patience.Token);
    }

    private async Task<SourceEnd> ReadAsync(ISource source, LaneFactory lanes)
    {
        await Task.Yield();
        SourceEnd end = await ReadToEndAsync(source, lanes);

        // The end may be noticed on the poller's own thread, which must not be the one that ends the poller.
        await Task.Yield();

        // Whoever writes from now on is refused by the kernel, instead of writing what nobody will read.
        source.Dispose();
        if (end == SourceEnd.CutOff)
        {
            LogEvents.SourceCutOff(_log, source.Name);
        }
        else
        {
            LogEvents.SourceEnded(_log, source.Name);
        }

        return end;
    }

    private async Task<SourceEnd> ReadToEndAsync(ISource source, LaneFactory lanes)
    {
        try
        {
            return await source.RunAsync(lanes, _clock.Signals);
        }
        catch (OperationCanceledException) when (_clock.Signals.TimeIsOver.IsCancellationRequested)
        {
            // The time was over while the last bytes waited for room. The lane has them in the book as lost.
            return SourceEnd.CutOff;
        }
        catch (SourceException failure)
        {
            LogEvents.SourceFailed(_log, source.Name, failure.Message, heldBack: 0);
        }
        catch (Exception failure)
        {
            LogEvents.UnexpectedFailure(_log, source.Name, failure);
        }

        _clock.Begin();
        return SourceEnd.Failed;
    }

    private void TellOfAgentFile(FireLensOptions file)
    {
        LogEvents.AgentFileRead(_log, file.Path, file.Outputs.Count);
        foreach (FireLensFinding finding in file.Findings)
        {
            if (finding.Kind is FindingKind.Meaningless or FindingKind.Note)
            {
                LogEvents.AgentFileFinding(_log, finding.ToString());
            }
        }
    }

    private void TellOfSignal(bool isFirst)
    {
        if (isFirst)
        {
            LogEvents.Stopping(_log, _options.Drain);
        }
        else
        {
            LogEvents.StoppingNow(_log);
        }
    }
}
