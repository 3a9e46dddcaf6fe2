using System.Net.Sockets;

namespace PhiLens.Sidecar.Sources;

/// <summary>Hears what happens to sources, for the product's own log.</summary>
internal interface ISourceEvents
{
    /// <summary>A connection ended with an error; what it had sent is kept.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="error">The error.</param>
    void ConnectionBroken(string source, SocketError error);
}
