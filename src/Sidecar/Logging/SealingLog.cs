using PhiLens.Pipeline.Sealing;
using Serilog;

namespace PhiLens.Sidecar.Logging;

/// <summary>Writes what happens to keys into the product's log.</summary>
/// <param name="log">The log.</param>
internal sealed class SealingLog(ILogger log) : ISealingListener
{
    /// <inheritdoc/>
    public void KeyMade(string scope, string keyId) => LogEvents.KeyMade(log, scope, keyId);

    /// <inheritdoc/>
    public void KeyUnavailable(string purpose, string reason, TimeSpan wait) =>
        LogEvents.KeyUnavailable(log, purpose, reason, wait);
}
