namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>The works of the table. A further dimension of the matrix is a further row here.</summary>
internal static class Workloads
{
    /// <summary>At full speed: about two seconds of CPU a round, 200 ticks of the coarsest clock in use.</summary>
    private const long FullSpeedBytes = 512_000_000;

    /// <summary>Docker's own pace in AWS's load test: 3 MB/s.</summary>
    private const int PacedRate = 3_000_000;

    private static readonly LineShape Text1K = new(LineContent.Text, 1024);
    private static readonly LineShape Text300 = new(LineContent.Text, 300);
    private static readonly LineShape Patient1K = new(LineContent.Patient, 1024);
    private static readonly LineShape Json1K = new(LineContent.Json, 1024);

    /// <summary>What <c>./bench.sh</c> runs.</summary>
    internal static IReadOnlyList<Workload> Usual { get; } =
    [
        FullSpeed("fifo 1 KB, large writes", SourceKind.Fifo, Text1K),
        FullSpeed("fifo 1 KB JSON, large writes", SourceKind.Fifo, Json1K),
        Redacted("fifo 1 KB JSON, redacted", SourceKind.Fifo, Json1K),
        Redacted("fifo 1 KB JSON with patients, redacted", SourceKind.Fifo, Patient1K),
        Redacted("fifo 1 KB, redacted", SourceKind.Fifo, Text1K),
        FullSpeed("fifo 300 B, large writes", SourceKind.Fifo, Text300),
        FullSpeed("fifo 1 KB, a write each", SourceKind.Fifo, Text1K) with { WriteSize = 0 },
        FullSpeed("socket 1 KB, large writes", SourceKind.UnixSocket, Text1K),
        FullSpeed("socket 300 B, large writes", SourceKind.UnixSocket, Text300),
        FullSpeed("socket 1 KB, a write each", SourceKind.UnixSocket, Text1K) with { WriteSize = 0 },
        FullSpeed("forward 1 KB, large writes", SourceKind.Forward, Text1K),
        FullSpeed("forward 300 B, large writes", SourceKind.Forward, Text300),
        Paced("fifo 1 KB, a write each, 3 MB/s", SourceKind.Fifo),
        Paced("socket 1 KB, a write each, 3 MB/s", SourceKind.UnixSocket),
        Paced("forward 1 KB, a write each, 3 MB/s", SourceKind.Forward),
    ];

    private static Workload FullSpeed(string name, SourceKind source, LineShape shape) =>
        new() { Name = name, Source = source, Shape = shape, Bytes = FullSpeedBytes };

    private static Workload Redacted(string name, SourceKind source, LineShape shape) =>
        FullSpeed(name, source, shape) with { Preset = "phi" };

    private static Workload Paced(string name, SourceKind source) =>
        new()
        {
            Name = name,
            Source = source,
            Shape = Text1K,
            WriteSize = 0,
            Rate = PacedRate,
            Bytes = 6L * PacedRate,
        };
}
