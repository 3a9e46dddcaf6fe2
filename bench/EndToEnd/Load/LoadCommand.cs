using System.Globalization;
using PhiLens.Bench.EndToEnd.Measuring;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Report;

namespace PhiLens.Bench.EndToEnd.Load;

/// <summary>Runs the load test and prints its table.</summary>
internal static class LoadCommand
{
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        MeasureOptions options = MeasureOptions.Parse(arguments);
        using var lastResort = new LastResort();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-bench-");
        List<LoadRun> runs = [];
        try
        {
            await using LightReceiver receiver = await LightReceiver.StartAsync(folder.FullName);
            var measurement = new LoadMeasurement(options.Product, receiver, folder.FullName);
            foreach (LoadPlan plan in LoadPlan.All(options.Seconds).Where(
                p => p.Work.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
            {
                await Console.Error.WriteLineAsync($"{plan.Work.Name}, {options.Seconds} s");
                runs.Add(await measurement.RunAsync(plan));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string table = LoadReport.Table(runs);
        Console.WriteLine(table);
        if (options.Save is { } save)
        {
            DateTimeOffset date = DateTimeOffset.UtcNow;
            string page = LoadReport.Page(table, options.Seconds, options.Command, date);
            string name = string.Create(
                CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}-{Machine.FileName}-load.md");
            Directory.CreateDirectory(save);
            await File.WriteAllTextAsync(Path.Combine(save, name), page);
        }

        return runs.Any(r => r.Lost + r.Doubled > 0) ? 1 : 0;
    }
}
