using System.Text;
using System.Text.Json;
using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Pipeline.Sealing.Opening;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.CloudWatch.Requests;
using PhiLens.Sidecar.Kms;

namespace PhiLens.Sidecar.Commands.Decrypting.Keys;

/// <summary>Looks key records up in a log group, with the caller's own rights (<c>logs:FilterLogEvents</c>).</summary>
/// <param name="client">Sends the requests; stays the caller's.</param>
/// <param name="group">The group.</param>
internal sealed class KeyGroupSearch(CloudWatchLogsClient client, string group)
{
    /// <summary>So many records fit in one answer.</summary>
    private const int PageSize = 20;

    /// <summary>The service may answer with empty pages while it searches; a group has an end all the same.</summary>
    private const int MostPages = 10_000;

    /// <summary>Throttling and the network pass; what does not is told.</summary>
    private const int MostFailures = 6;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private static readonly string[] NeedPerson =
        ["AccessDeniedException", "ResourceNotFoundException", "InvalidParameterException", "ValidationException"];

    /// <summary>Finds the records of a key.</summary>
    /// <param name="keyId">The key's number.</param>
    /// <param name="found">Takes each.</param>
    /// <returns>Null when the search went through, else why not.</returns>
    public async Task<string?> FindAsync(string keyId, Action<KeyRecord> found)
    {
        bool isFound = false;
        string? token = null;
        int failures = 0;
        for (int page = 0; page < MostPages && !isFound; page++)
        {
            try
            {
                LogsAnswer answer = await client.SendAsync(Request(keyId, token), CancellationToken.None);
                token = Read(answer.Document, record =>
                {
                    isFound |= record.KeyId == keyId && OpeningKey.IsOwn(record);
                    found(record);
                });
            }
            catch (LogsException refused) when (NeedPerson.Contains(refused.ErrorCode) || failures >= MostFailures)
            {
                return $"{refused.ErrorCode} from log group {group}";
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                if (++failures > MostFailures)
                {
                    return $"no answer from log group {group}";
                }

                await Task.Delay(FirstWait * Math.Pow(2, failures));
                continue;
            }

            if (token is null)
            {
                return null;
            }
        }

        return isFound ? null : $"the search in log group {group} was given up";
    }

    private LogsRequest Request(string keyId, string? token) => LogsRequest.Of("FilterLogEvents", json =>
    {
        json.WriteString("logGroupName"u8, group);
        json.WriteString("logStreamNamePrefix"u8, KeyRecordSink.StreamPrefix);
        json.WriteString("filterPattern"u8, $"\"{keyId}\"");
        json.WriteNumber("limit"u8, PageSize);
        if (token is not null)
        {
            json.WriteString("nextToken"u8, token);
        }
    });

    /// <summary>The records of a page, and the token of the next one.</summary>
    private static string? Read(ReadOnlyMemory<byte> answer, Action<KeyRecord> found)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        foreach (JsonElement each in document.RootElement.GetProperty("events").EnumerateArray())
        {
            if (KeyRecord.Read(Encoding.UTF8.GetBytes(each.GetProperty("message").GetString() ?? "")) is { } record)
            {
                found(record);
            }
        }

        return document.RootElement.TryGetProperty("nextToken", out JsonElement next) ? next.GetString() : null;
    }
}
