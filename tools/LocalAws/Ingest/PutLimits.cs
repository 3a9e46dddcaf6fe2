using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Ingest;

/// <summary>The limits of one PutLogEvents request, as the service documents them.</summary>
internal static class PutLimits
{
    /// <summary>Counted as UTF-8 message bytes plus <see cref="EventOverhead"/> for each event.</summary>
    public const int RequestBytes = 1_048_576;

    /// <summary>The same count for one event alone; the limit was 256 KiB before April 2025.</summary>
    public const int EventBytes = 1_048_576;

    public const int EventOverhead = 26;

    public const int EventCount = 10_000;

    public static readonly long SpanMilliseconds = (long)TimeSpan.FromHours(24).TotalMilliseconds;

    public static long BytesOf(ReadOnlySpan<PutEvent> events)
    {
        var bytes = (long)events.Length * EventOverhead;
        foreach (var item in events)
        {
            bytes += item.Length;
        }

        return bytes;
    }

    /// <summary>Refuses a request that breaks a limit; ages are judged afterwards, event by event.</summary>
    public static void Check(ReadOnlySpan<PutEvent> events)
    {
        if (events.IsEmpty)
        {
            throw ServiceException.Constraint("'[]'", "logEvents", "have length greater than or equal to 1");
        }

        if (events.Length > EventCount)
        {
            throw ServiceException.Constraint(
                $"'[{events.Length} events]'", "logEvents", $"have length less than or equal to {EventCount}");
        }

        CheckEach(events);
        var bytes = BytesOf(events);
        if (bytes > RequestBytes)
        {
            throw ServiceException.InvalidParameter($"Upload too large: {bytes} bytes exceeds limit of {RequestBytes}");
        }

        if (events[^1].Timestamp - events[0].Timestamp > SpanMilliseconds)
        {
            throw ServiceException.InvalidParameter(
                "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    private static void CheckEach(ReadOnlySpan<PutEvent> events)
    {
        var latest = long.MinValue;
        foreach (var item in events)
        {
            if (item.Length + EventOverhead > EventBytes)
            {
                throw ServiceException.InvalidParameter(
                    $"Log event too large: {item.Length + EventOverhead} bytes exceeds limit of {EventBytes}");
            }

            if (item.Timestamp < latest)
            {
                throw ServiceException.InvalidParameter(
                    "Log events in a single PutLogEvents request must be in chronological order.");
            }

            latest = item.Timestamp;
        }
    }
}
