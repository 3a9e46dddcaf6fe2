using System.Net;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>The agent's TCP health check: it accepts connections, and throws away what comes in, uncounted.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Listen">Where it listens; the agent writes 127.0.0.1:8877.</param>
internal sealed record HealthProbe(SourcePlace Place, IPEndPoint Listen)
{
    /// <summary>The tag that the agent gives the health check.</summary>
    public const string Tag = "firelens-healthcheck";
}
