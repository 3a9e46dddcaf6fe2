using System.Globalization;
using System.Text;
using PhiLens.Bench.EndToEnd.Floor;
using PhiLens.Bench.EndToEnd.Measuring;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Report;

/// <summary>The table, and every number that it is made of.</summary>
internal sealed class MeasurementReport
{
    private readonly IReadOnlyList<WorkResult> _results;
    private readonly string _command;
    private readonly DateTimeOffset _date = DateTimeOffset.UtcNow;

    internal MeasurementReport(IReadOnlyList<WorkResult> results, string command)
    {
        _results = results;
        _command = command;
        Text = Table();
    }

    /// <summary>The table and the floor's parts, as text that is Markdown too.</summary>
    internal string Text { get; }

    /// <summary>Writes the raw numbers, and the page to keep where one is wanted.</summary>
    /// <param name="output">The folder for raw numbers.</param>
    /// <param name="save">The folder for the page, or null.</param>
    internal void Write(string output, string? save)
    {
        Directory.CreateDirectory(output);
        string page = Page();
        File.WriteAllText(Path.Combine(output, $"{_date:yyyy-MM-dd-HHmmss}.md"), page);
        if (save is not null)
        {
            Directory.CreateDirectory(save);
            File.WriteAllText(Path.Combine(save, $"{_date:yyyy-MM-dd}-{Machine.FileName}.md"), page);
        }
    }

    // Numbers are in the invariant culture because the whole program is (InvariantGlobalization).
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private string Table()
    {
        var text = new StringBuilder();
        Line(text, "| work | CPU s/GB | floor s/GB | ratio | MB/s | peak resident MiB | records lost |");
        Line(text, "|---|---:|---:|---:|---:|---:|---:|");
        foreach (WorkResult result in _results)
        {
            Line(text, $"| {result.Work.Name} | {result.SecondsPerGigabyte:F2} | {result.Floor:F2} | {result.Ratio:F2} "
                + $"| {result.MegabytesPerSecond:F0} | {result.PeakResident / 1048576.0:F0} | {result.Lost} |");
        }

        ProductRun[] all = _results.SelectMany(r => r.Runs).ToArray();
        Line(text, string.Empty);
        Line(text, $"Start to open source: {WorkResult.Median(all.Select(r => r.StartMilliseconds)):F0} ms. "
            + $"Resident before the first byte: {all.Max(r => r.IdleResident) / 1048576.0:F0} MiB.");
        AppendFloor(text);
        return text.ToString();
    }

    private void AppendFloor(StringBuilder text)
    {
        Line(text, string.Empty);
        Line(text, "| floor, CPU s/GB | SHA-256 | JSON escape | TLS POST | pipe read | socket read |");
        Line(text, "|---|---:|---:|---:|---:|---:|");
        foreach (IGrouping<LineShape, FloorRun> group in Floors())
        {
            Line(text, $"| {group.Key.Name} | {Part(f => f.Parts["sha256"])} | {Part(f => f.Escape)} "
                + $"| {Part(f => f.Parts["tls-post"])} | {Part(f => f.Parts["read-fifo"])} "
                + $"| {Part(f => f.Parts["read-unixsocket"])} |");

            string Part(Func<FloorRun, double> part) =>
                WorkResult.Median(group.Select(part)).ToString("F2", CultureInfo.InvariantCulture);
        }
    }

    private IEnumerable<IGrouping<LineShape, FloorRun>> Floors() =>
        _results.SelectMany(r => r.Floors).Distinct().GroupBy(f => f.Shape);

    private string Page()
    {
        var text = new StringBuilder();
        Line(text, $"# End to end, {_date:yyyy-MM-dd}");
        Line(text, string.Empty);
        Line(text, $"Machine: {Machine.Name}, {Machine.Kernel}. Command: `{_command}`. Medians of "
            + $"{_results.Max(r => r.Runs.Count)} rounds; load {Machine.Load} at the end. GB is 10^9 bytes of log; "
            + "CPU is user and system of one process.");
        Line(text, string.Empty);
        text.Append(Text);
        Line(text, string.Empty);
        Line(text, "## Raw numbers");
        Line(text, string.Empty);
        Line(text, "| work | MB | CPU s | of it system | ratio | s to 95 % | waits | requests | peak MiB "
            + "| received | delivered |");
        Line(text, "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (WorkResult result in _results)
        {
            foreach ((ProductRun run, double ratio) in result.Runs.Zip(result.Ratios))
            {
                Line(text, $"| {result.Work.Name} | {run.Bytes / 1e6:F0} | {run.CpuSeconds:F3} "
                    + $"| {run.SystemSeconds:F2} | {ratio:F2} | {run.WallSecondsTo95:F2} "
                    + $"| {run.Switches} | {run.Requests} "
                    + $"| {run.PeakResident / 1048576.0:F0} | {run.Ledger.Received} | {run.Ledger.Delivered} |");
            }
        }

        Line(text, string.Empty);
        foreach (FloorRun floor in Floors().SelectMany(g => g))
        {
            string parts = string.Join(
                ", ", floor.Parts.Select(p => FormattableString.Invariant($"{p.Key} {p.Value:F4}")));
            Line(text, $"- floor of {floor.Shape.Name}: {parts}");
        }

        return text.ToString();
    }
}
