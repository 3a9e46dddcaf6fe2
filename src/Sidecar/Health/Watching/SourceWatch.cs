using System.Net.Sockets;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar.Health.Watching;

/// <summary>Counts what happens to sources, and hands it on. Safe for several threads.</summary>
/// <param name="next">Hears it too.</param>
internal sealed class SourceWatch(ISourceEvents next) : ISourceEvents
{
    private long _withoutKey;
    private long _withoutTls;
    private long _broken;
    private long _malformed;
    private long _cutOff;

    /// <summary>The counts at this moment.</summary>
    public SourceCounts Counts() => new(
        Volatile.Read(ref _withoutKey),
        Volatile.Read(ref _withoutTls),
        Volatile.Read(ref _broken),
        Volatile.Read(ref _malformed),
        Volatile.Read(ref _cutOff));

    /// <inheritdoc/>
    public void ConnectionBroken(string source, SocketError error)
    {
        Interlocked.Increment(ref _broken);
        next.ConnectionBroken(source, error);
    }

    /// <inheritdoc/>
    public void ConnectionRefused(string source)
    {
        Interlocked.Increment(ref _withoutKey);
        next.ConnectionRefused(source);
    }

    /// <inheritdoc/>
    public void TlsRefused(string source)
    {
        Interlocked.Increment(ref _withoutTls);
        next.TlsRefused(source);
    }

    /// <inheritdoc/>
    public void MessageMalformed(string source, MalformedReason reason)
    {
        Interlocked.Increment(ref _malformed);
        next.MessageMalformed(source, reason);
    }

    /// <inheritdoc/>
    public void MessageCutOff(string source)
    {
        Interlocked.Increment(ref _cutOff);
        next.MessageCutOff(source);
    }

    /// <inheritdoc/>
    public void TagUnmatched(string tag) => next.TagUnmatched(tag);
}
