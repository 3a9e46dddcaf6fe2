using System.Net;

namespace PhiLens.LocalAws.Hosting;

/// <summary>What the server is told at its start.</summary>
internal sealed record LocalAwsOptions
{
    /// <summary>Where the services listen, over TLS. Port 0 picks a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 9443);

    /// <summary>The folder that holds the certificate authority.</summary>
    public required string Data { get; init; }

    /// <summary>Where the task metadata listens, over plain HTTP as in ECS; null for not at all.</summary>
    public IPEndPoint? Metadata { get; init; }

    /// <summary>Check and count events, and keep none.</summary>
    public bool Discard { get; init; }

    /// <summary>Further host names for the certificate.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Secrets by access key id.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["local"] = "local" };

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
