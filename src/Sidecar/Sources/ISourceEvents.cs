using System.Net.Sockets;
using PhiLens.Pipeline.Framing.Forward;

namespace PhiLens.Sidecar.Sources;

/// <summary>Hears what happens to sources, for the product's own log.</summary>
internal interface ISourceEvents
{
    /// <summary>A connection ended with an error; what it had sent is kept.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="error">The error.</param>
    void ConnectionBroken(string source, SocketError error);

    /// <summary>A Forward client did not know the shared key, and was turned away.</summary>
    /// <param name="source">The source's name.</param>
    void ConnectionRefused(string source);

    /// <summary>A client's TLS handshake failed, took too long, or showed no certificate that is trusted.</summary>
    /// <param name="source">The source's name.</param>
    void TlsRefused(string source);

    /// <summary>A Forward client closed in the middle of a message; what is whole before that is kept.</summary>
    /// <param name="source">The source's name.</param>
    void MessageCutOff(string source);

    /// <summary>A Forward client sent what is no message and was closed; what came before is kept.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="reason">What was wrong.</param>
    void MessageMalformed(string source, MalformedReason reason);

    /// <summary>No output of the agent's file takes the records of a tag: they are left out.</summary>
    /// <param name="tag">The tag.</param>
    void TagUnmatched(string tag);
}
