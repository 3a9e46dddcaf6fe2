using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch.Failures;
using PhiLens.Sidecar.CloudWatch.Requests;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// Delivers batches to CloudWatch Logs. It asks for nothing beforehand: a group or stream that is missing shows when a
/// batch does not find it, is made, and the batch goes out again at once. Safe for several threads.
/// </summary>
/// <param name="client">Sends the requests; stays the caller's.</param>
/// <param name="options">Format, compression, and how groups are made.</param>
/// <param name="pool">Where compressed bodies lie.</param>
/// <param name="events">Hears what was made and what failed.</param>
internal sealed class CloudWatchSink(
    CloudWatchLogsClient client, CloudWatchOptions options, BlockPool pool, ICloudWatchEvents events) : ISink
{
    private readonly LogGroupProvisioner _provisioner = new(client, options, events);
    private readonly GroupKeyCheck? _keys = options.RequireKms ? new GroupKeyCheck(client, options, events) : null;

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        if (!options.Gzip)
        {
            return await SendAsync(batch, RequestBody.Of(batch), cancellationToken).ConfigureAwait(false);
        }

        using CompressedBody compressed = CompressedBody.Of(batch, pool);
        return await SendAsync(batch, compressed.Body, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<DeliveryResult> SendAsync(
        EventBatch batch, RequestBody body, CancellationToken cancellationToken)
    {
        DeliveryResult first = await TryCheckedAsync(batch, body, cancellationToken).ConfigureAwait(false);
        if (first is not { Outcome: DeliveryOutcome.Retry, Cause: RetryCause.DestinationMissing })
        {
            return first;
        }

        _keys?.Forget(batch.Destination.Group);
        return await ProvideAsync(batch.Destination, cancellationToken).ConfigureAwait(false)
            ?? await TryCheckedAsync(batch, body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the group of a name may be written to; see <see cref="GroupKeyCheck"/>.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public ValueTask<DeliveryResult?> CheckGroupAsync(string group, CancellationToken cancellationToken) =>
        _keys?.CheckAsync(group, cancellationToken) ?? ValueTask.FromResult<DeliveryResult?>(null);

    private async ValueTask<DeliveryResult> TryCheckedAsync(
        EventBatch batch, RequestBody body, CancellationToken cancellationToken) =>
        await CheckGroupAsync(batch.Destination.Group, cancellationToken).ConfigureAwait(false)
        ?? await TryOnceAsync(batch, body, cancellationToken).ConfigureAwait(false);

    private async ValueTask<DeliveryResult> TryOnceAsync(
        EventBatch batch, RequestBody body, CancellationToken cancellationToken)
    {
        var request = new LogsRequest("PutLogEvents", body)
        {
            EmbeddedMetricFormat = options.EmbeddedMetricFormat,
            Gzip = options.Gzip,
        };
        try
        {
            LogsAnswer answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return answer is { IsEmpty: true, HasRequestId: false }
                ? ErrorMatrix.NoAnswer.Result
                : DeliveryResult.Accepted(Rejected(answer, batch.EventCount));
        }
        catch (Exception e)
        {
            // Also when the caller broke it off: then the result says whether the service may have the batch.
            DeliveryResult result = ErrorClassifier.Classify(e, request.Progress);
            if (!cancellationToken.IsCancellationRequested)
            {
                Tell(request, e, batch.Destination, result);
            }

            return result;
        }
    }

    private async ValueTask<DeliveryResult?> ProvideAsync(LogStreamName name, CancellationToken cancellationToken)
    {
        try
        {
            return await _provisioner.ProvideAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing of the batch was taken: that is why it is here.
            return DeliveryResult.Retry(RetryCause.DestinationMissing);
        }
    }

    private void Tell(LogsRequest request, Exception error, LogStreamName name, DeliveryResult result)
    {
        bool willBeMade = result is { Outcome: DeliveryOutcome.Retry, Cause: RetryCause.DestinationMissing };
        if (result.Outcome != DeliveryOutcome.Accepted && !willBeMade)
        {
            events.RequestFailed(FailureReport.Of(request, error, (name.Group, name.Stream), result));
        }
    }

    /// <summary>The service's indexes as counts, held within the batch whatever the answer said.</summary>
    private static RejectedEvents Rejected(LogsAnswer answer, int count) => new(
        Math.Clamp(answer.TooOldEnd ?? 0, 0, count),
        Math.Clamp(answer.ExpiredEnd ?? 0, 0, count),
        count - Math.Clamp(answer.TooNewStart ?? count, 0, count));
}
