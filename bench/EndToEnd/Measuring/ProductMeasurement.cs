using System.Diagnostics;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Bench.EndToEnd.Writer;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>Runs the product on a work and takes the CPU time of exactly its process.</summary>
/// <param name="product">The published executable.</param>
/// <param name="receiver">Where it delivers to.</param>
/// <param name="folder">A folder for its pipe or socket.</param>
internal sealed class ProductMeasurement(string product, IReceiver receiver, string folder)
{
    /// <summary>Delivered before the clock starts: connections, pools and heap are then as they stay.</summary>
    private const long WarmUpBytes = 64_000_000;

    private const double EarlyPart = 0.95;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal async Task<ProductRun> RunAsync(Workload work)
    {
        await using SidecarUnderTest sidecar = await SidecarUnderTest.StartAsync(
            product, work, receiver, folder);
        long idleResident = ProcessFacts.Resident(sidecar.Id);
        Arrivals before = await receiver.CountAsync(sidecar);
        long warmUpLines = WarmUpBytes / work.Shape.Length;
        await WriteAndWaitAsync(sidecar, work, WarmUpBytes, rate: 0, before.Events + warmUpLines);

        Arrivals warm = await receiver.CountAsync(sidecar);
        double cpu = CpuClock.OfProcess(sidecar.Id);
        double system = ProcessFacts.Split(sidecar.Id).System;
        long switches = ProcessFacts.VoluntarySwitches(sidecar.Id);
        double wall = await WriteAndWaitAsync(sidecar, work, work.Bytes, work.Rate, warm.Events + work.Lines);
        var run = new ProductRun
        {
            Bytes = work.Lines * work.Shape.Length,
            CpuSeconds = CpuClock.OfProcess(sidecar.Id) - cpu,
            SystemSeconds = ProcessFacts.Split(sidecar.Id).System - system,
            Switches = ProcessFacts.VoluntarySwitches(sidecar.Id) - switches,
            WallSecondsTo95 = wall,
            Requests = (await receiver.CountAsync(sidecar)).Requests - warm.Requests,
            StartMilliseconds = sidecar.StartTook.TotalMilliseconds,
            IdleResident = idleResident,
            PeakResident = ProcessFacts.PeakResident(sidecar.Id),
            Written = warmUpLines + work.Lines,
            Ledger = await sidecar.StopAsync(),
        };
        return run.Lost == 0 && run.Ledger.Received == run.Written
            ? run
            : throw new MeasurementException(
                $"{work.Name}: written {run.Written}, received {run.Ledger.Received}, "
                + $"delivered {run.Ledger.Delivered}");
    }

    /// <summary>Writes lines and waits until all of them have arrived.</summary>
    /// <returns>Seconds from the first write until 95 % had arrived.</returns>
    private async Task<double> WriteAndWaitAsync(
        SidecarUnderTest sidecar, Workload work, long bytes, int rate, long eventsAfterwards)
    {
        long lines = bytes / work.Shape.Length;
        long early = eventsAfterwards - (long)((1 - EarlyPart) * lines);
        await using var writer = ChildProcess.StartSelf(WriterCommand.Arguments(work, sidecar.Path, bytes, rate));
        await writer.LineAsync("writing");
        long begun = Stopwatch.GetTimestamp();
        double earlyAfter = 0;
        while (true)
        {
            long events = (await receiver.CountAsync(sidecar)).Events;
            TimeSpan passed = Stopwatch.GetElapsedTime(begun);
            earlyAfter = earlyAfter == 0 && events >= early ? passed.TotalSeconds : earlyAfter;
            if (events >= eventsAfterwards)
            {
                return earlyAfter;
            }

            if (passed > Patience)
            {
                throw new MeasurementException(
                    $"{work.Name}: {eventsAfterwards - events} of {lines} lines have not arrived in {Patience}.");
            }

            await Task.Delay(LookAgain);
        }
    }
}
