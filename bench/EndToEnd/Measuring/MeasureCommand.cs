using PhiLens.Bench.EndToEnd.Floor;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Report;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>Measures floor and product in turn, round by round, and prints the table.</summary>
internal static class MeasureCommand
{
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        MeasureOptions options = MeasureOptions.Parse(arguments);
        Workload[] works = Workloads.Usual.Where(
            w => w.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (works.Length == 0)
        {
            await Console.Error.WriteLineAsync(
                $"--only {options.Only}: no work's name holds that. There are: "
                + string.Join("; ", Workloads.Usual.Select(w => w.Name)));
            return 2;
        }

        using var lastResort = new LastResort();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-bench-");
        try
        {
            IReadOnlyList<WorkResult> results = await MeasureAsync(options, works, folder.FullName);
            var report = new MeasurementReport(results, options.Command);
            Console.WriteLine(report.Text);
            report.Write(options.Output, options.Save);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task<IReadOnlyList<WorkResult>> MeasureAsync(
        MeasureOptions options, Workload[] works, string folder)
    {
        // The floor's requests are not signed: they always go to the light receiver.
        await using LightReceiver light = await LightReceiver.StartAsync(folder);
        await using StrictReceiver? strict = options.Strict is { } file ? await StrictReceiver.StartAsync(file) : null;
        var product = new ProductMeasurement(options.Product, (IReceiver?)strict ?? light, folder);
        var runs = works.ToDictionary(w => w, _ => new List<ProductRun>());
        var floors = works.ToDictionary(w => w, _ => new List<FloorRun>());
        for (int round = 1; round <= options.Rounds; round++)
        {
            foreach (IGrouping<LineShape, Workload> group in works.GroupBy(w => w.Shape))
            {
                Tell($"round {round} of {options.Rounds}: the floor of {group.Key.Name}");
                FloorRun floor = await FloorRun.MeasureAsync(group.Key, light, folder);
                foreach (Workload work in group)
                {
                    ProductRun run = await product.RunAsync(work);
                    runs[work].Add(run);
                    floors[work].Add(floor);
                    Tell($"  {work.Name}: {run.SecondsPerGigabyte:F2} s/GB, floor {floor.For(work.Source):F2}");
                }
            }
        }

        return works.Select(w => new WorkResult(w, runs[w], floors[w])).ToArray();
    }

    /// <summary>Progress goes to standard error, so that standard output is the table alone.</summary>
    private static void Tell(FormattableString progress) =>
        Console.Error.WriteLine(FormattableString.Invariant(progress));
}
