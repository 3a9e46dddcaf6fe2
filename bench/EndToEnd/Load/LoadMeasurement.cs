using System.Diagnostics;
using PhiLens.Bench.EndToEnd.Measuring;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Bench.EndToEnd.Writer;

namespace PhiLens.Bench.EndToEnd.Load;

/// <summary>Writes at an even rate for as long as the plan says, and looks how late what arrives is.</summary>
/// <param name="product">The published executable.</param>
/// <param name="receiver">Where it delivers to.</param>
/// <param name="folder">A folder for its socket.</param>
internal sealed class LoadMeasurement(string product, IReceiver receiver, string folder)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    /// <summary>What has not arrived so long after the last arrival is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal async Task<LoadRun> RunAsync(LoadPlan plan)
    {
        Workload work = plan.Work;
        using ControlGroup? group = plan.Limits is { } limits ? ControlGroup.Create(limits) : null;
        var settings = new Dictionary<string, string>
        {
            ["PHILENS_MEMORY__LIMIT"] = plan.MemoryLimit,
            ["PHILENS_MEMORY__WHENFULL"] = "drop-oldest",
        };
        await using SidecarUnderTest sidecar = await SidecarUnderTest.StartAsync(
            product, work, receiver, folder, settings);
        group?.Add(sidecar.Id);
        Arrivals before = await receiver.CountAsync(sidecar);
        double cpu = CpuClock.OfProcess(sidecar.Id);
        long begun = Stopwatch.GetTimestamp();
        List<double> delays = await WatchAsync(sidecar, work, before.Events);
        double took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        cpu = CpuClock.OfProcess(sidecar.Id) - cpu;
        long resident = ProcessFacts.PeakResident(sidecar.Id);
        _ = await sidecar.StopAsync(mayHaveLost: true);
        Arrivals after = await receiver.CountAsync(sidecar);
        return new LoadRun
        {
            Plan = plan,
            Written = work.Lines,
            Arrived = after.Events - before.Events,
            Delays = delays,
            Cores = cpu / took,
            PeakResident = resident,
            Requests = after.Requests - before.Requests,
        };
    }

    /// <summary>Record n is written n lengths into the rate's time: its delay is how much later it comes.</summary>
    private async Task<List<double>> WatchAsync(SidecarUnderTest sidecar, Workload work, long before)
    {
        List<double> delays = [];
        await using var writer = ChildProcess.StartSelf(
            WriterCommand.Arguments(work, sidecar.Path, work.Bytes, work.Rate));
        await writer.LineAsync("writing");
        long begun = Stopwatch.GetTimestamp();
        long last = 0;
        TimeSpan lastChange = TimeSpan.Zero;
        while (last < work.Lines && Stopwatch.GetElapsedTime(begun) - lastChange < Patience)
        {
            await Task.Delay(LookAgain);
            long arrived = (await receiver.CountAsync(sidecar)).Events - before;
            TimeSpan now = Stopwatch.GetElapsedTime(begun);
            if (arrived > last)
            {
                // The oldest of what has come since the last look was on its way for the longest.
                delays.Add((now.TotalSeconds - ((last + 1) * (double)work.Shape.Length / work.Rate)) * 1000);
                (last, lastChange) = (arrived, now);
            }
        }

        delays.Sort();
        return delays;
    }
}
