using System.Threading.Channels;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Sidecar.Kms;

/// <summary>The key records of one destination: which of them it has, and since when.</summary>
/// <param name="name">The stream that they go to.</param>
/// <param name="limits">What a batch of that destination may hold, and its format.</param>
/// <param name="sink">Delivers.</param>
/// <param name="cipher">Knows the keys.</param>
/// <param name="time">The clock.</param>
internal sealed class KeyStream(
    LogStreamName name, BatchLimits limits, ISink sink, FieldCipher cipher, TimeProvider time)
{
    /// <summary>Records of keys in use are written again after so long, for readers of a part of the log.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    /// <summary>Records of one batch: each has some 700 bytes, and as many again where a context is long.</summary>
    private const int RecordsAtOnce = 200;

    /// <summary>Room for them, beside the limit for log data: 1 MiB.</summary>
    private const long Room = 1024 * 1024;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private long _version;
    private long _toldAt;

    /// <summary>Lets in one at a time. Never disposed: nobody takes its wait handle.</summary>
    private SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Whether the destination has the record of every key that any token names.</summary>
    public bool IsTold => Volatile.Read(ref _version) == cipher.Version
        && (_version == 0 || time.GetElapsedTime(Volatile.Read(ref _toldAt)) < Again);

    /// <summary>Delivers the records that are missing.</summary>
    /// <param name="cancellationToken">Ends the try.</param>
    /// <returns>Null when the destination has them; else why what names their keys has to wait.</returns>
    public async Task<DeliveryResult?> TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return DeliveryResult.Retry(RetryCause.DestinationMissing);
        }

        try
        {
            return IsTold ? null : await TellInTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Turn.Release();
        }
    }

    private async Task<DeliveryResult?> TellInTurnAsync(CancellationToken cancellationToken)
    {
        // In this order: a key that is used meanwhile makes the version another one.
        long version = cipher.Version;
        IEnumerable<KeyRecord> records = cipher.UsedKeys()
            .Where(record => !_told.Contains(record.KeyId) || cipher.IsInUse(record))
            .OrderBy(TimeOf);
        foreach (KeyRecord[] some in records.Chunk(RecordsAtOnce))
        {
            if (await DeliverAsync(some, asOfNow: false, cancellationToken).ConfigureAwait(false) is { } failed)
            {
                return failed;
            }

            _told.UnionWith(some.Select(r => r.KeyId));
        }

        Volatile.Write(ref _toldAt, time.GetTimestamp());
        Volatile.Write(ref _version, version);
        return null;
    }

    /// <summary>Delivers some records. Those that are too old for the group are told as of now.</summary>
    private async Task<DeliveryResult?> DeliverAsync(
        KeyRecord[] records, bool asOfNow, CancellationToken cancellationToken)
    {
        var closed = Channel.CreateUnbounded<EventBatch>();
        var pool = new BlockPool(new MemoryBudget(Room));
        bool fits = true;
        using (var builder = new BatchBuilder(name, pool, limits, time, new BatchSequence(), closed.Writer))
        {
            foreach (KeyRecord record in records)
            {
                DateTimeOffset at = asOfNow ? time.GetUtcNow() : TimeOf(record);
                fits &= builder.TryAppend(
                    new LogRecord(record.ToJson(), at.ToUnixTimeMilliseconds()) { Receipt = OwnEvent.Instance });
            }
        }

        DeliveryResult? failed = fits ? null : DeliveryResult.Retry(RetryCause.DestinationMissing);
        bool isWhole = true;
        while (closed.Reader.TryRead(out EventBatch? batch))
        {
            if (failed is null)
            {
                (failed, bool isTaken) = await SendAsync(batch, cancellationToken).ConfigureAwait(false);
                isWhole &= isTaken;
            }

            batch.Release();
        }

        if (failed is not null || isWhole)
        {
            return failed;
        }

        return asOfNow
            ? DeliveryResult.Retry(RetryCause.DestinationMissing)
            : await DeliverAsync(records, asOfNow: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>At first the time of the key, so that a log in the order of time has it ahead of its tokens.</summary>
    private DateTimeOffset TimeOf(KeyRecord record) =>
        _told.Contains(record.KeyId) ? time.GetUtcNow() : record.From;

    private async Task<(DeliveryResult? Failed, bool IsTaken)> SendAsync(
        EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            DeliveryResult result = await sink.SendAsync(batch, cancellationToken).ConfigureAwait(false);
            return result.Outcome switch
            {
                DeliveryOutcome.Accepted => (null, !result.Rejected.Any),

                // Nothing of the batch that waits for this was sent, so nothing of it is ambiguous.
                DeliveryOutcome.Retry =>
                    (DeliveryResult.Retry(result.Cause, ambiguous: false, result.RetryAfter), false),
                _ => (DeliveryResult.Retry(RetryCause.DestinationMissing), false),
            };
        }
        catch (OperationCanceledException)
        {
            return (DeliveryResult.Retry(RetryCause.DestinationMissing), false);
        }
    }
}
