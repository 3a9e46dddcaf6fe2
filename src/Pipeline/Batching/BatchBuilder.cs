using System.Security.Cryptography;
using System.Threading.Channels;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// Gathers the events of one log stream, from any number of lanes, into batches, and hands each closed batch on. A
/// batch closes when the next event would pass a limit, or when its first event has waited for the batch age.
/// </summary>
public sealed class BatchBuilder : IDisposable
{
    private readonly LogStreamName _destination;
    private readonly BatchSequence _sequence;
    private readonly ChannelWriter<EventBatch> _output;
    private readonly TimeProvider _time;
    private readonly TimeSpan _age;
    private readonly TimeSpan _awaitedAge;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ITimer _timer;

    // The growing batch: any lane, and the timer.
    private readonly Lock _gate = new();
    private readonly BatchBody _body;
    private long _begun;
    private TimeSpan _closesAfter;
    private long _number;
    private bool _disposed;

    /// <summary>Makes a builder whose memory is shared with no other stream's.</summary>
    /// <param name="destination">Where the batches go.</param>
    /// <param name="pool">Where the blocks come from.</param>
    /// <param name="limits">What one batch may hold, how long it may wait to fill, and its format.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sequence">Numbers the batches.</param>
    /// <param name="output">Takes the closed batches.</param>
    public BatchBuilder(
        LogStreamName destination,
        BlockPool pool,
        BatchLimits limits,
        TimeProvider time,
        BatchSequence sequence,
        ChannelWriter<EventBatch> output)
        : this(destination, new StreamBlocks(pool), limits, time, sequence, output)
    {
    }

    /// <summary>Makes a builder with an empty batch.</summary>
    /// <param name="destination">Where the batches go.</param>
    /// <param name="pool">The memory of the stream's batches.</param>
    /// <param name="limits">What one batch may hold, how long it may wait to fill, and its format.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sequence">Numbers the batches.</param>
    /// <param name="output">
    /// Takes the closed batches. It must have room for as many batches as the memory budget can hold.
    /// </param>
    public BatchBuilder(
        LogStreamName destination,
        StreamBlocks pool,
        BatchLimits limits,
        TimeProvider time,
        BatchSequence sequence,
        ChannelWriter<EventBatch> output)
    {
        _destination = destination;
        _sequence = sequence;
        _output = output;
        _time = time;
        _age = limits.MaxAge;
        _awaitedAge = limits.MaxAwaitedAge;
        Memory = pool;
        _body = new BatchBody(FormatOf(limits.Format, destination), pool, limits, _hash);
        _timer = time.CreateTimer(
            static builder => ((BatchBuilder)builder!).CloseWhenDue(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>The group and stream that the batches name.</summary>
    public LogStreamName Destination => _destination;

    /// <summary>The memory of this stream's batches.</summary>
    public StreamBlocks Memory { get; }

    /// <summary>Adds an event to the stream's batch, closing the batch before it when that one is full.</summary>
    /// <param name="record">The record, whose message fits in one event and is not empty.</param>
    /// <returns>False when the memory budget has no room; nothing was added.</returns>
    public bool TryAppend(in LogRecord record)
    {
        lock (_gate)
        {
            AppendStatus status = _body.TryAppend(record);
            if (status == AppendStatus.BatchFull)
            {
                Close();
                status = _body.TryAppend(record);
            }

            if (status == AppendStatus.Appended && _body.Count == 1)
            {
                Begin();
            }

            if (status == AppendStatus.Appended && record.IsAwaited)
            {
                CloseSoon();
            }

            return status == AppendStatus.Appended;
        }
    }

    /// <summary>Closes the batch now, if it holds any event.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_body.Count > 0)
            {
                Close();
            }
        }
    }

    /// <summary>Hands on what is left and stops the timer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            if (_body.Count > 0)
            {
                Close();
            }
        }

        _timer.Dispose();
        _hash.Dispose();
    }

    private static IBatchFormat FormatOf(BatchFormat format, LogStreamName destination) => format switch
    {
        BatchFormat.PackedForward => new PackedForwardFormat(destination),
        _ => new PutLogEventsFormat(destination),
    };

    private void Begin()
    {
        _number = _sequence.Next();
        _begun = _time.GetTimestamp();
        _closesAfter = _age;
        _timer.Change(_age, Timeout.InfiniteTimeSpan);
    }

    private void CloseSoon()
    {
        TimeSpan due = _time.GetElapsedTime(_begun) + _awaitedAge;
        if (due < _closesAfter)
        {
            _closesAfter = due;
            _timer.Change(_awaitedAge, Timeout.InfiniteTimeSpan);
        }
    }

    private void CloseWhenDue()
    {
        lock (_gate)
        {
            if (_disposed || _body.Count == 0)
            {
                return;
            }

            TimeSpan left = _closesAfter - _time.GetElapsedTime(_begun);
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left, Timeout.InfiniteTimeSpan);
            }
            else
            {
                Close();
            }
        }
    }

    private void Close()
    {
        EventBatch batch = _body.Close(_destination, _number);
        if (!_output.TryWrite(batch))
        {
            throw new InvalidOperationException("The queue of a stream refused a batch that memory had room for.");
        }
    }
}
