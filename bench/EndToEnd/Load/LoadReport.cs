using System.Text;
using PhiLens.Bench.EndToEnd.Report;

namespace PhiLens.Bench.EndToEnd.Load;

/// <summary>The load test's table.</summary>
internal static class LoadReport
{
    internal static string Table(IEnumerable<LoadRun> runs)
    {
        var text = new StringBuilder();
        Line("| load | may use | memory limit | cores used | delay ms: p50 | p99 | longest | peak resident MiB "
            + "| requests | written | arrived | lost | doubled |");
        Line("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (LoadRun run in runs)
        {
            string limits = run.Plan.Limits is { } l ? $"{l.Cores} cores, {l.MemoryBytes >> 20} MiB" : "all";
            Line($"| {run.Plan.Work.Name} | {limits} | {run.Plan.MemoryLimit} | {run.Cores:F2} | {run.Delay(0.5):F0} "
                + $"| {run.Delay(0.99):F0} | {run.Delay(1):F0} | {run.PeakResident / 1048576.0:F0} | {run.Requests} "
                + $"| {run.Written} | {run.Arrived} | {run.Lost} | {run.Doubled} |");
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    internal static string Page(string table, int seconds, string command, DateTimeOffset date) =>
        $"""
        # Under load, {date:yyyy-MM-dd}

        Machine: {Machine.Name}, {Machine.Kernel}. Command: `{command}`. {seconds} s each; load
        {Machine.Load} at the end. The writer sends an even stream of Forward messages of 1,024 bytes with a line of
        JSON in each, one write for each up to 10 MB/s; `drop-oldest`, all else as it is when nothing is set. The
        receiver counts events by itself: lost is what it never saw, doubled what it saw more often than it was
        written. The delay is from a record's write to its arrival, of the oldest record of each arrival: what waits
        for its batch to fill or to become a second old. "May use" is a control group around the product's process.

        {table}
        """;
}
