using System.Net.Sockets;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Sources;
using Serilog;

namespace PhiLens.Sidecar.Logging;

/// <summary>Writes what happens to sources into the log, each repeating event at most once per 10 s.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class SourceLog(ILogger log, TimeProvider time) : ISourceEvents
{
    private readonly RepeatGate _gate = new(time);

    /// <inheritdoc/>
    public void ConnectionBroken(string source, SocketError error)
    {
        if (_gate.TryPass((source, error), out long heldBack))
        {
            LogEvents.SourceFailed(log, source, error.ToString(), heldBack);
        }
    }

    /// <inheritdoc/>
    public void ConnectionRefused(string source)
    {
        if (_gate.TryPass((source, LogEventIds.ConnectionRefused), out long heldBack))
        {
            LogEvents.ConnectionRefused(log, source, heldBack);
        }
    }

    /// <inheritdoc/>
    public void MessageMalformed(string source, MalformedReason reason)
    {
        if (_gate.TryPass((source, reason), out long heldBack))
        {
            LogEvents.MessageMalformed(log, source, reason, heldBack);
        }
    }

    /// <inheritdoc/>
    public void TlsRefused(string source)
    {
        if (_gate.TryPass((source, LogEventIds.TlsRefused), out long heldBack))
        {
            LogEvents.TlsRefused(log, source, heldBack);
        }
    }

    /// <inheritdoc/>
    public void MessageCutOff(string source)
    {
        if (_gate.TryPass((source, LogEventIds.MessageCutOff), out long heldBack))
        {
            LogEvents.MessageCutOff(log, source, heldBack);
        }
    }

    /// <inheritdoc/>
    public void TagUnmatched(string tag)
    {
        if (_gate.TryPass(LogEventIds.TagUnmatched, out long heldBack))
        {
            LogEvents.TagUnmatched(log, Printable.OneLine(tag, Printable.LongestQuote), heldBack);
        }
    }
}
