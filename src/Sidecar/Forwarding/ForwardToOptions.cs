namespace PhiLens.Sidecar.Forwarding;

/// <summary>The <c>FORWARD__*</c> settings: receivers of the Forward protocol to ship to.</summary>
internal sealed record ForwardToOptions
{
    /// <summary><c>TO</c>: the receivers. Each gets every record.</summary>
    public IReadOnlyList<ForwardReceiver> Receivers { get; init; } = [];

    /// <summary><c>SHAREDKEY</c>: proved to and by receivers on TCP and TLS; null for no handshake.</summary>
    public string? SharedKey { get; init; }

    /// <summary><c>COMPRESSION=gzip</c>: whether chunks are compressed.</summary>
    public bool Gzip { get; init; }

    /// <summary><c>TAG</c>: the template of tags; null keeps those of Forward records.</summary>
    public string? Tag { get; init; }

    /// <summary><c>ACKTIMEOUT</c>: the wait for an acknowledgement. Default 30 s, 100 ms to 5 minutes.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
