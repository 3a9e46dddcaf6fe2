namespace PhiLens.LocalAws.Ingest;

/// <summary>
/// Which events of a request are too old, expired or too new. Because events come in time order, a border is enough:
/// the first two are exclusive ends, the last an inclusive start; null means that nothing was rejected for it.
/// </summary>
internal readonly record struct AgeVerdict(int? TooOldEnd, int? ExpiredEnd, int? TooNewStart, int Count)
{
    public static readonly long OldestMilliseconds = (long)TimeSpan.FromDays(14).TotalMilliseconds;

    public static readonly long NewestMilliseconds = (long)TimeSpan.FromHours(2).TotalMilliseconds;

    public bool RejectsAny => TooOldEnd is not null || ExpiredEnd is not null || TooNewStart is not null;

    public Range Accepted
    {
        get
        {
            var start = Math.Min(Math.Max(TooOldEnd ?? 0, ExpiredEnd ?? 0), Count);
            return start..Math.Clamp(TooNewStart ?? Count, start, Count);
        }
    }

    /// <summary>Judges times against the service's ages and the group's retention.</summary>
    /// <param name="events">The events in time order.</param>
    /// <param name="now">The service's clock in milliseconds.</param>
    /// <param name="expiredBefore">The group's retention as a time; 0 where it keeps events for ever.</param>
    public static AgeVerdict Judge(ReadOnlySpan<PutEvent> events, long now, long expiredBefore)
    {
        var tooOld = 0;
        var expired = 0;
        var notTooNew = 0;
        foreach (var item in events)
        {
            tooOld += item.Timestamp < now - OldestMilliseconds ? 1 : 0;
            expired += item.Timestamp < expiredBefore ? 1 : 0;
            notTooNew += item.Timestamp <= now + NewestMilliseconds ? 1 : 0;
        }

        return new AgeVerdict(
            tooOld > 0 ? tooOld : null,
            expired > 0 ? expired : null,
            notTooNew < events.Length ? notTooNew : null,
            events.Length);
    }

    public static AgeVerdict From(ImposedRejection imposed, int count) =>
        new(imposed.TooOldEnd, imposed.ExpiredEnd, imposed.TooNewStart, count);
}
