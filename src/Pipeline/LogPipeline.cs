using System.Collections.Concurrent;
using System.Threading.Channels;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Filtering;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline;

/// <summary>
/// Owns the parts of the core and their life: lanes are opened for sources, batches flow to the sink, and
/// <see cref="DrainAsync"/> ends it with every record accounted for.
/// </summary>
public sealed class LogPipeline : IDisposable
{
    /// <summary>
    /// One event's escaped bytes take at most a quarter of the memory limit, or an event of control characters, which
    /// grow sixfold, could be one that memory never has room for. Only limits below 25 MiB are that small.
    /// </summary>
    private const int EscapedShare = 4;

    /// <summary>
    /// Names made of records' fields open no more streams than that, or a field of many values would take all memory.
    /// </summary>
    private const int MostNamedStreams = 1000;

    /// <summary>Requests of one stream on their way at once, where its order does not matter.</summary>
    private const int MostOfAStream = 4;

    private readonly PipelineOptions _options;
    private readonly FairShares _shares;
    private readonly TimeProvider _time;
    private readonly Deliverer _deliverer;
    private readonly LaneParts _laneParts;
    private readonly BatchSequence _sequence = new();
    private readonly Lock _opening = new();
    private readonly ConcurrentDictionary<LogStreamName, BatchBuilder> _builders = new();

    /// <summary>Puts the parts together. Nothing runs until a lane is opened.</summary>
    /// <param name="options">Valid options; see <see cref="PipelineOptions.Validate"/>.</param>
    /// <param name="pool">The memory, under a budget of <see cref="PipelineOptions.MemoryLimit"/>.</param>
    /// <param name="sink">Where batches go.</param>
    /// <param name="listener">Hears what happens, for the product's own log.</param>
    /// <param name="time">The clock.</param>
    public LogPipeline(
        PipelineOptions options, BlockPool pool, ISink sink, IPipelineListener listener, TimeProvider time)
    {
        _options = options;
        _shares = new FairShares(pool);
        _time = time;
        Ledger = new Ledger(options.Redaction?.Labels ?? []);
        _deliverer = new Deliverer(
            new DeliveryRules
            {
                Sink = sink,
                Schedule = new RetrySchedule(options.RetryCap, Random.Shared),
                Settlement = new Settlement(Ledger, listener),
                Ledger = Ledger,
                Listener = listener,
                Time = time,
                Gate = new SendingGate(time),
                RequestsPerStream = options.Order == DeliveryOrder.Relaxed ? MostOfAStream : 1,
            },
            pool.Budget);
        _laneParts = new LaneParts
        {
            Buffers = new ReadBuffers(pool),
            Budget = pool.Budget,
            Ledger = Ledger,
            Overflow = new Overflow(options.WhenFull, _deliverer, Flush, time),
            Listener = listener,
            Time = time,
            MaxRecordSize = options.MaxRecordSize,
            Oversize = options.Oversize,
            ForwardAck = options.ForwardAck,
            Chunks = new ChunkWindow(time),
            Filter = options is { Include: null, Exclude: null }
                ? null
                : new RecordFilter(options.Include, options.Exclude),
            Redaction = options.Redaction,
            Sealer = options.Sealer,
            Scratch = ReadBuffers.ForScratch(pool),
            Rate = options.RateLimit is { } rate ? new RateLimit(rate, time) : null,
            FragmentAge = options.FragmentAge,
            Grouping = options.Grouping,
            MultilineAge = options.MultilineAge,
            MaxMessageBytes = options.BatchLimits.MaxMessageBytes,
            MaxEscapedBytes = (int)Math.Min(int.MaxValue, options.MemoryLimit / EscapedShare),
        };
    }

    /// <summary>The book of every record.</summary>
    public Ledger Ledger { get; }

    /// <summary>Faults when something failed that no retry can mend; otherwise never completes.</summary>
    public Task Failed => _deliverer.Failed;

    /// <summary>Opens a lane for one source of lines.</summary>
    /// <param name="destination">Where its records go. Lanes of the same destination share its batches.</param>
    /// <param name="others">Where each record goes too; it is delivered when all accepted it.</param>
    /// <returns>The lane, which its source disposes of when it ends.</returns>
    public Lane OpenLane(LogStreamName destination, params IReadOnlyList<LogStreamName> others) =>
        OpenLane(RecordOrigin.Unknown, destination, others);

    /// <summary>Opens a lane for one source of lines.</summary>
    /// <param name="origin">Where its records come from, for rules that hold for some origins only.</param>
    /// <param name="destination">Where its records go. Lanes of the same destination share its batches.</param>
    /// <param name="others">Where each record goes too; it is delivered when all accepted it.</param>
    /// <returns>The lane, which its source disposes of when it ends.</returns>
    public Lane OpenLane(
        RecordOrigin origin, LogStreamName destination, params IReadOnlyList<LogStreamName> others) =>
        new(_laneParts.ForLane(), origin, [BuilderFor(destination), .. others.Select(BuilderFor)]);

    /// <summary>Opens a lane for one connection of the Forward protocol.</summary>
    /// <param name="router">Says where records go.</param>
    /// <param name="acks">Takes the acknowledgements of the connection's chunks.</param>
    /// <returns>The lane, which its source disposes of when the connection ends.</returns>
    public ForwardLane OpenForwardLane(IForwardRouter router, IAckSink acks) =>
        new(_laneParts.ForLane(), new RouteTable<BatchBuilder>(router, BuilderFor), acks);

    /// <summary>
    /// Delivers everything that is in batches. Every lane must have ended. What cannot be delivered in time is
    /// dropped as <see cref="DropReason.Shutdown"/>, so that nothing is pending afterwards.
    /// </summary>
    /// <param name="timeIsOver">Cancelled when the drain time is over.</param>
    public Task DrainAsync(CancellationToken timeIsOver)
    {
        _laneParts.Rate?.Dispose();
        _laneParts.Rate?.Tell();
        foreach (BatchBuilder builder in _builders.Values)
        {
            builder.Dispose();
        }

        return _deliverer.CompleteAsync(timeIsOver);
    }

    /// <summary>Lets go of timers and hashes.</summary>
    public void Dispose()
    {
        _laneParts.Rate?.Dispose();
        foreach (BatchBuilder builder in _builders.Values)
        {
            builder.Dispose();
        }

        _deliverer.Dispose();
    }

    /// <summary>The batches of a stream, or those of another when there are too many streams.</summary>
    private BatchBuilder BuilderFor(LogStreamName destination, LogStreamName instead) =>
        _builders.ContainsKey(destination) || _builders.Count < MostNamedStreams
            ? BuilderFor(destination)
            : BuilderFor(instead);

    private BatchBuilder BuilderFor(LogStreamName destination)
    {
        if (_builders.TryGetValue(destination, out BatchBuilder? known))
        {
            return known;
        }

        lock (_opening)
        {
            if (!_builders.TryGetValue(destination, out BatchBuilder? builder))
            {
                StreamBlocks memory = _shares.OpenStream();
                ChannelWriter<EventBatch> queue = _deliverer.OpenQueue(memory, destination.Output);
                BatchLimits limits = _options.OutputLimits.GetValueOrDefault(destination.Output, _options.BatchLimits);
                limits = limits with { MaxAge = _options.BatchAge };
                builder = new BatchBuilder(destination, memory, limits, _time, _sequence, queue);
                _builders[destination] = builder;
            }

            return builder;
        }
    }

    private void Flush(bool onlyAboveShare)
    {
        foreach (BatchBuilder builder in _builders.Values)
        {
            if (!onlyAboveShare || builder.Memory.IsAboveShare)
            {
                builder.Flush();
            }
        }
    }
}
