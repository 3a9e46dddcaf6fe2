using System.Text.Json.Serialization;

namespace PhiLens.EndToEnd.Tests.Clients;

/// <summary>What a client's script is to do, as the script reads it.</summary>
internal sealed record ClientJob
{
    /// <summary>The kind of message, in the client's own word.</summary>
    [JsonPropertyName("mode")]
    public required string Mode { get; init; }

    /// <summary>A Unix socket; null for the port.</summary>
    [JsonPropertyName("path")]
    public string? Path { get; init; }

    [JsonPropertyName("port")]
    public int Port { get; init; }

    /// <summary>The PEM file of the root that the server is trusted by; null for no TLS.</summary>
    [JsonPropertyName("ca")]
    public string? Ca { get; init; }

    [JsonPropertyName("sharedKey")]
    public string? SharedKey { get; init; }

    /// <summary>Whether to wait for acknowledgements.</summary>
    [JsonPropertyName("ack")]
    public bool Ack { get; init; }

    [JsonPropertyName("tag")]
    public string Tag { get; init; } = "client";

    [JsonPropertyName("lines")]
    public IReadOnlyList<string> Lines { get; init; } = [];
}
