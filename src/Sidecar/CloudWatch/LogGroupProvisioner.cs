using System.Collections.Concurrent;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch.Failures;
using PhiLens.Sidecar.CloudWatch.Requests;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// Makes the stream that a batch did not find, and its group where that is missing too. One at a time for each group,
/// so that a hundred new streams make one group; a group that was there keeps its settings.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="options">Whether groups may be made, and how.</param>
/// <param name="events">Hears what was made and what failed.</param>
internal sealed class LogGroupProvisioner(
    CloudWatchLogsClient client, CloudWatchOptions options, ICloudWatchEvents events)
{
    private const string AlreadyExists = "ResourceAlreadyExistsException";
    private const string NotFound = "ResourceNotFoundException";

    /// <summary>One for each group that ever missed a stream: as many as the group template has values.</summary>
    private readonly ConcurrentDictionary<string, GroupGate> _gates = new();

    /// <summary>Makes what is missing.</summary>
    /// <param name="name">The group and the stream that a batch did not find.</param>
    /// <param name="cancellationToken">Ends the work; what was made stays.</param>
    /// <returns>Null when the stream is there now, else why the batch has to wait.</returns>
    public async Task<DeliveryResult?> ProvideAsync(LogStreamName name, CancellationToken cancellationToken)
    {
        GroupGate gate = _gates.GetOrAdd(name.Group, static _ => new GroupGate());
        await gate.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ProvideInTurnAsync(name, gate, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Turn.Release();
        }
    }

    private async Task<DeliveryResult?> ProvideInTurnAsync(
        LogStreamName name, GroupGate gate, CancellationToken cancellationToken)
    {
        if (gate.OwesRetention
            && await PutRetentionAsync(name.Group, gate, cancellationToken).ConfigureAwait(false) is { } owed)
        {
            return owed;
        }

        DeliveryResult? failed =
            await CreateStreamAsync(name, options.MayCreateGroup, cancellationToken).ConfigureAwait(false);
        if (failed is not { Cause: RetryCause.DestinationMissing } || !options.MayCreateGroup)
        {
            return failed;
        }

        return await CreateGroupAsync(name.Group, gate, cancellationToken).ConfigureAwait(false)
            ?? await CreateStreamAsync(name, mayLackGroup: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DeliveryResult?> CreateStreamAsync(
        LogStreamName name, bool mayLackGroup, CancellationToken cancellationToken)
    {
        LogsRequest request = GroupRequests.CreateLogStream(name);
        try
        {
            _ = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            events.StreamCreated(name.Group, name.Stream);
            return null;
        }
        catch (LogsException e) when (e.ErrorCode == AlreadyExists)
        {
            return null;
        }
        catch (LogsException e) when (mayLackGroup && e.ErrorCode == NotFound)
        {
            // No failure yet: the group is made next.
            return DeliveryResult.Retry(RetryCause.DestinationMissing);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail(request, e, name.Group, name.Stream);
        }
    }

    private async Task<DeliveryResult?> CreateGroupAsync(
        string group, GroupGate gate, CancellationToken cancellationToken)
    {
        LogsRequest request = GroupRequests.CreateLogGroup(group, options);
        try
        {
            _ = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (LogsException e) when (e.ErrorCode == AlreadyExists)
        {
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail(request, e, group, stream: null);
        }

        events.GroupCreated(group);
        gate.OwesRetention = options.RetentionDays is not null;
        return gate.OwesRetention
            ? await PutRetentionAsync(group, gate, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>
    /// Sets the retention of a group that was made here. What passes is tried again before the next stream; a refusal
    /// is told and then let be, because logs that are kept too long are better than logs that are lost.
    /// </summary>
    private async Task<DeliveryResult?> PutRetentionAsync(
        string group, GroupGate gate, CancellationToken cancellationToken)
    {
        LogsRequest request = GroupRequests.PutRetentionPolicy(group, options.RetentionDays!.Value);
        try
        {
            _ = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            DeliveryResult failed = Fail(request, e, group, stream: null);
            if (IsPassing(e))
            {
                return failed;
            }
        }

        gate.OwesRetention = false;
        return null;
    }

    private static bool IsPassing(Exception error) =>
        error is not LogsException answer
        || ErrorClassifier.Classify(answer, RequestProgress.Sent) is
        {
            Outcome: DeliveryOutcome.Retry,
            Cause: RetryCause.Throttled or RetryCause.ServerError or RetryCause.Timeout or RetryCause.Credentials,
        };

    /// <summary>
    /// Nothing of the batch was sent, so nothing is ambiguous; and a group that cannot be made as the settings ask is
    /// a missing destination: the batch is not to blame.
    /// </summary>
    private DeliveryResult Fail(LogsRequest request, Exception error, string group, string? stream)
    {
        DeliveryResult known = ErrorClassifier.Classify(error, request.Progress);
        RetryCause cause = known.Outcome == DeliveryOutcome.Retry ? known.Cause : RetryCause.DestinationMissing;
        var result = DeliveryResult.Retry(cause, ambiguous: false, known.RetryAfter);
        events.RequestFailed(FailureReport.Of(request, error, (group, stream), result));
        return result;
    }
}
