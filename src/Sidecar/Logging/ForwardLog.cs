using PhiLens.Sidecar.Forwarding;
using Serilog;

namespace PhiLens.Sidecar.Logging;

/// <summary>Writes what goes wrong with receivers into the log, each repeating failure at most once per 10 s.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class ForwardLog(ILogger log, TimeProvider time) : IForwardEvents
{
    private readonly RepeatGate _gate = new(time);

    /// <inheritdoc/>
    public void ReceiverRefused(string receiver, string setting) =>
        LogEvents.ReceiverRefused(log, receiver, setting);

    /// <inheritdoc/>
    public void ReceiverFailed(string receiver, string cause)
    {
        if (_gate.TryPass((receiver, cause), out long heldBack))
        {
            LogEvents.ReceiverFailed(log, receiver, cause, heldBack);
        }
    }
}
