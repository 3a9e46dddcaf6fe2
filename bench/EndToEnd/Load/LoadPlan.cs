using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Load;

/// <summary>One row of the load test: the work, for how long, and what the product may use meanwhile.</summary>
internal sealed record LoadPlan
{
    /// <summary>The shape of AWS's own load test of log routers: lines of 1 KB.</summary>
    private static readonly LineShape Lines = new(LineContent.Json, 1024);

    internal required Workload Work { get; init; }

    /// <summary>What the product may use; null for all there is.</summary>
    internal ControlGroup.Limits? Limits { get; init; }

    /// <summary><c>MEMORY__LIMIT</c>.</summary>
    internal required string MemoryLimit { get; init; }

    /// <summary>AWS's rates under half a core and 64 MiB, ten times that, and what two cores can do.</summary>
    /// <param name="seconds">How long each goes on.</param>
    internal static IReadOnlyList<LoadPlan> All(int seconds) =>
    [
        Limited(1, seconds),
        Limited(2, seconds),
        Limited(3, seconds),
        Limited(10, seconds),
        Free("forward 1 KB, 100 MB/s", seconds, "off"),
        Free("forward 1 KB, 100 MB/s, redacted", seconds, "phi"),
    ];

    /// <summary>One write for each record, as Docker's log driver does, with what is set when nothing is.</summary>
    private static LoadPlan Limited(int megabytes, int seconds) => new()
    {
        Work = WorkOf($"forward 1 KB, {megabytes} MB/s, redacted", megabytes, seconds, "phi") with { WriteSize = 0 },
        Limits = new ControlGroup.Limits(Cores: 0.5, MemoryBytes: 64 * 1024 * 1024),
        MemoryLimit = "16MiB",
    };

    private static LoadPlan Free(string name, int seconds, string preset) =>
        new() { Work = WorkOf(name, 100, seconds, preset), MemoryLimit = "64MiB" };

    private static Workload WorkOf(string name, int megabytes, int seconds, string preset) => new()
    {
        Name = name,
        Source = SourceKind.Forward,
        Shape = Lines,
        Rate = megabytes * 1_000_000,
        Bytes = megabytes * 1_000_000L * seconds,
        Preset = preset,
    };
}
