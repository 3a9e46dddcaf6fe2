using System.Globalization;
using PhiLens.Bench.EndToEnd.Measuring;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Floor;

/// <summary>The parts of the floor for lines of one shape, in CPU seconds per GB of log.</summary>
/// <param name="Shape">The lines.</param>
/// <param name="Parts">Each part by its name.</param>
internal sealed record FloorRun(LineShape Shape, IReadOnlyDictionary<string, double> Parts)
{
    /// <summary>The cheaper of two ways to escape, so that a slow escaper of ours cannot raise the floor.</summary>
    internal double Escape => Math.Min(Parts["escape-bcl"], Parts["escape-own"]);

    /// <summary>The sum that a work is held against.</summary>
    internal double For(SourceKind source) =>
        Parts["sha256"] + Escape + Parts["tls-post"]
        + Parts[source == SourceKind.Fifo ? "read-fifo" : "read-unixsocket"];

    /// <summary>Measures all parts in a fresh process.</summary>
    internal static async Task<FloorRun> MeasureAsync(LineShape shape, IReceiver receiver, string folder)
    {
        await using ChildProcess process = ChildProcess.StartSelf(
            "floor", shape.Name, receiver.Port.ToString(CultureInfo.InvariantCulture), receiver.CaFile, folder);
        IReadOnlyList<string> lines = await process.EndAsync();
        return process.ExitCode == 0
            ? new FloorRun(shape, lines.ToDictionary(l => l.Split(' ')[0], l => Number(l.Split(' ')[1])))
            : throw new MeasurementException("The floor could not be measured.");

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
