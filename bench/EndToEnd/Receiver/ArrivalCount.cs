using System.Diagnostics;

namespace PhiLens.Bench.EndToEnd.Receiver;

/// <summary>What has arrived since the receiver began.</summary>
internal sealed class ArrivalCount
{
    /// <summary>
    /// Every event begins with it, and no message can hold it: there, each quote stands behind a backslash.
    /// </summary>
    private static ReadOnlySpan<byte> EventStart => "{\"timestamp\":"u8;

    private long _events;
    private long _requests;
    private long _bytes;

    /// <summary>The figures as a line: events, requests, bytes of bodies, and the time in seconds.</summary>
    internal string Line
    {
        get
        {
            double now = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            long events = Interlocked.Read(ref _events);
            return FormattableString.Invariant(
                $"{events} {Interlocked.Read(ref _requests)} {Interlocked.Read(ref _bytes)} {now:F6}");
        }
    }

    /// <summary>A request's body has arrived.</summary>
    internal void Add(ReadOnlySpan<byte> body)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, body.Length);
        Interlocked.Add(ref _events, body.Count(EventStart));
    }
}
