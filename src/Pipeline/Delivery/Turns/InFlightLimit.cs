using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Delivery.Turns;

/// <summary>
/// How many requests may be on their way to one output at once: additive increase, multiplicative decrease (AIMD).
/// One more for each round of successes while the limit is used; half of it when the destination throttles; a tenth
/// less when answers take far longer than usual. A pure policy: its clock is given. Not safe for several threads.
/// </summary>
/// <remarks>
/// Streams whose last try failed are suspects. They have places of their own, half as many, so that streams which
/// wait for their deadlines never take those of healthy ones; and a request that lasts longer than
/// <see cref="Overdue"/> goes over to them.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class InFlightLimit(TimeProvider time)
{
    /// <summary>Where the limit begins: 16 requests keep a fast link busy.</summary>
    internal const int First = 16;

    /// <summary>The limit never falls below two, so that one stream which stands still leaves a place.</summary>
    internal const int Fewest = 2;

    /// <summary>
    /// The limit never grows above 64: each connection takes some 50 KiB of memory outside the budget.
    /// </summary>
    internal const int Most = 64;

    /// <summary>Healthy ones and suspects together never pass 128.</summary>
    internal const int MostTogether = 2 * Most;

    /// <summary>A request that has no answer after 2 s is one of the suspects.</summary>
    internal static readonly TimeSpan Overdue = TimeSpan.FromSeconds(2);

    /// <summary>One storm is one reason to slow down: the limit falls at most twice in a second.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers within 1 s are never slow.</summary>
    private static readonly TimeSpan NeverSlow = TimeSpan.FromSeconds(1);

    /// <summary>An answer that takes four times as long as usual is slow.</summary>
    private const int SlowFactor = 4;

    private readonly List<SendingPermit> _healthy = new(First);
    private double _limit = First;
    private double _usualSeconds;
    private long? _slowedAt;
    private int _suspects;

    /// <summary>The limit for healthy streams.</summary>
    internal int Limit => (int)_limit;

    /// <summary>Lets a request go, if there is a place for it.</summary>
    /// <param name="isSuspect">Whether its stream's last try failed.</param>
    /// <returns>The permit, to be given back with <see cref="Leave"/>; null when it must wait.</returns>
    internal SendingPermit? TryEnter(bool isSuspect)
    {
        int places = isSuspect ? Math.Max(1, Limit / 2) : Limit;
        int taken = isSuspect ? _suspects : _healthy.Count;
        if (taken >= places || _healthy.Count + _suspects >= MostTogether)
        {
            return null;
        }

        var permit = new SendingPermit(time.GetTimestamp()) { IsSuspect = isSuspect };
        if (isSuspect)
        {
            _suspects++;
        }
        else
        {
            _healthy.Add(permit);
        }

        return permit;
    }

    /// <summary>A request has ended.</summary>
    /// <param name="permit">Its permit.</param>
    /// <param name="result">What became of it; null when it was not sent or was broken off.</param>
    internal void Leave(SendingPermit permit, DeliveryResult? result)
    {
        bool isUsed = _healthy.Count >= Limit / 2;
        if (permit.IsSuspect)
        {
            _suspects--;
        }
        else
        {
            _healthy.Remove(permit);
        }

        if (result is { Outcome: DeliveryOutcome.Accepted })
        {
            Learn(time.GetElapsedTime(permit.Started), isUsed);
        }
        else if (result is { Outcome: DeliveryOutcome.Retry, Cause: RetryCause.Throttled })
        {
            SlowDown(0.5);
        }
    }

    /// <summary>Counts requests that last too long among the suspects.</summary>
    internal void MoveOverdue()
    {
        foreach (SendingPermit permit in _healthy)
        {
            permit.IsSuspect = time.GetElapsedTime(permit.Started) >= Overdue;
        }

        _suspects += _healthy.RemoveAll(permit => permit.IsSuspect);
    }

    private void Learn(TimeSpan took, bool isUsed)
    {
        double seconds = took.TotalSeconds;
        bool isSlow = took > NeverSlow && _usualSeconds > 0 && seconds > SlowFactor * _usualSeconds;
        _usualSeconds = _usualSeconds == 0 ? seconds : _usualSeconds + ((seconds - _usualSeconds) / 16);
        if (isSlow)
        {
            SlowDown(0.9);
        }
        else if (isUsed)
        {
            _limit = Math.Min(Most, _limit + (1.0 / Limit));
        }
    }

    private void SlowDown(double factor)
    {
        if (_slowedAt is { } before && time.GetElapsedTime(before) < Pace)
        {
            return;
        }

        _slowedAt = time.GetTimestamp();
        _limit = Math.Max(Fewest, _limit * factor);
    }
}
