namespace PhiLens.Pipeline.Acknowledging;

/// <summary>The port through which acknowledgements go back to a Forward client.</summary>
public interface IAckSink
{
    /// <summary>
    /// A chunk is safe: its sender may forget it. Called from any thread, also after the connection has ended, and
    /// must return at once.
    /// </summary>
    /// <param name="chunk">The chunk's name as the client wrote it.</param>
    void Acknowledge(ReadOnlySpan<byte> chunk);
}
