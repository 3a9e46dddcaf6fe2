namespace PhiLens.EndToEnd.Tests.Chaos;

/// <summary>How a writer reaches the sidecar.</summary>
internal enum WriterKind
{
    Fifo,
    UnixLines,
    TcpLines,
    Stdin,
    Forward,
    ForwardWithAcks,
}
