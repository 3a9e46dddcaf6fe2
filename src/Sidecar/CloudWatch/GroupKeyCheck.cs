using System.Collections.Concurrent;
using System.Text.Json;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Sidecar.CloudWatch.Failures;
using PhiLens.Sidecar.CloudWatch.Requests;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// Sees to it that groups are encrypted with a KMS key before anything is sent to them: each once, and again when it
/// was missing in between.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="options">Whether groups may be made.</param>
/// <param name="events">Hears what was found.</param>
internal sealed class GroupKeyCheck(
    CloudWatchLogsClient client, CloudWatchOptions options, ICloudWatchEvents events)
{
    private readonly ConcurrentDictionary<string, bool> _sound = new(StringComparer.Ordinal);

    /// <summary>Looks at a group that was not looked at before.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    /// <returns>Null when something may be sent to it; else why that has to wait, be it that it is missing.</returns>
    public async ValueTask<DeliveryResult?> CheckAsync(string group, CancellationToken cancellationToken)
    {
        if (_sound.ContainsKey(group))
        {
            return null;
        }

        LogsRequest request = GroupRequests.DescribeLogGroup(group);
        try
        {
            LogsAnswer answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            switch (HasKey(answer.Document, group))
            {
                case true:
                    _sound[group] = true;
                    return null;
                case null:
                    if (options is { CreateGroup: true, MayCreateGroup: false })
                    {
                        events.GroupUnencrypted(group);
                    }

                    // It is made, and then looked at, before anything is sent.
                    return DeliveryResult.Retry(RetryCause.DestinationMissing);
                default:
                    events.GroupUnencrypted(group);
                    return DeliveryResult.Retry(RetryCause.KeyUnavailable);
            }
        }
        catch (Exception e)
        {
            DeliveryResult known = ErrorClassifier.Classify(e, request.Progress);
            RetryCause cause = known.Outcome == DeliveryOutcome.Retry ? known.Cause : RetryCause.ServerError;
            var result = DeliveryResult.Retry(cause, ambiguous: false, known.RetryAfter);
            if (!cancellationToken.IsCancellationRequested)
            {
                events.RequestFailed(FailureReport.Of(request, e, (group, null), result));
            }

            return result;
        }
    }

    /// <summary>The group is missing: what takes its place is looked at anew.</summary>
    /// <param name="group">The group's name.</param>
    public void Forget(string group) => _sound.TryRemove(group, out _);

    /// <summary>Whether an answer says that the group has a key; null when it does not have the group.</summary>
    private static bool? HasKey(ReadOnlyMemory<byte> answer, string group)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        foreach (JsonElement each in document.RootElement.GetProperty("logGroups").EnumerateArray())
        {
            if (each.GetProperty("logGroupName").ValueEquals(group))
            {
                return each.TryGetProperty("kmsKeyId", out JsonElement key) && key.GetString() is { Length: > 0 };
            }
        }

        return null;
    }
}
