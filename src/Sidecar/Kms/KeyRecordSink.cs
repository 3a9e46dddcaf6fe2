using System.Collections.Concurrent;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing;

namespace PhiLens.Sidecar.Kms;

/// <summary>
/// Delivers batches, and ahead of any that may hold a token the record of the token's key: nobody ever finds a token
/// whose record was lost. Key records are the product's own events and stand in no ledger.
/// </summary>
/// <param name="sink">Delivers.</param>
/// <param name="cipher">Knows the keys.</param>
/// <param name="keyLogGroup">The group of key records; null for that of the records.</param>
/// <param name="limits">The batches of outputs that are not CloudWatch Logs.</param>
/// <param name="time">The clock.</param>
internal sealed class KeyRecordSink(
    ISink sink,
    FieldCipher cipher,
    string? keyLogGroup,
    IReadOnlyDictionary<int, BatchLimits> limits,
    TimeProvider time) : ISink
{
    /// <summary>What the streams of key records begin with, and the tag under which receivers get them.</summary>
    public const string StreamPrefix = "philens-keys";

    private readonly ConcurrentDictionary<(int Output, string Group), KeyStream> _streams = new();

    /// <summary>The last part of the streams' names; known before any token is made.</summary>
    public string TaskId { get; set; } = "";

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        KeyStream keys = KeysFor(batch.Destination);
        return (keys.IsTold ? null : await keys.TellAsync(cancellationToken).ConfigureAwait(false))
            ?? await sink.SendAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private KeyStream KeysFor(LogStreamName destination)
    {
        bool isReceiver = limits.TryGetValue(destination.Output, out BatchLimits? known);
        string group = isReceiver ? destination.Group : keyLogGroup ?? destination.Group;
        return _streams.GetOrAdd((destination.Output, group), place => new KeyStream(
            new LogStreamName(place.Group, isReceiver ? StreamPrefix : $"{StreamPrefix}/{TaskId}")
            {
                Output = place.Output,
                Container = isReceiver ? "philens" : "",
                Source = isReceiver ? "keys" : "",
            },
            known ?? BatchLimits.CloudWatchLogs,
            sink,
            cipher,
            time));
    }
}
