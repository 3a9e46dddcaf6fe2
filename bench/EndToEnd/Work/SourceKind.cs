namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>How the lines reach the product.</summary>
internal enum SourceKind
{
    /// <summary>A named pipe.</summary>
    Fifo,

    /// <summary>A Unix stream socket.</summary>
    UnixSocket,

    /// <summary>A Unix stream socket with the messages of Docker's log driver.</summary>
    Forward,
}
