using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>A socket that takes the Forward protocol.</summary>
internal sealed record ForwardInput
{
    /// <summary>Where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Where it listens, as <c>SOURCES__FORWARD</c> would say it.</summary>
    public required ListenAddress Address { get; init; }

    /// <summary><c>unix_perm</c>: the mode of the socket, or null for PhiLens' own default.</summary>
    public UnixFileMode? UnixMode { get; init; }

    /// <summary><c>Tag</c>: the tag that every record gets instead of its own, or null.</summary>
    public string? Tag { get; init; }

    /// <summary><c>tag_prefix</c>: what is put before each tag, or null.</summary>
    public string? TagPrefix { get; init; }

    /// <summary><c>shared_key</c>: asks for the handshake of the Forward protocol; null for none.</summary>
    public SecretText? SharedKey { get; init; }

    /// <summary><c>Mem_Buf_Limit</c> as it was written; PhiLens bounds all memory together instead.</summary>
    public string? MemoryLimit { get; init; }
}
