using System.Diagnostics;
using PhiLens.EndToEnd.Tests.Chaos.Reading;
using PhiLens.EndToEnd.Tests.Chaos.Writers;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos;

/// <summary>
/// One run of a plan: the published executable between random writers and a destination with random faults, stopped at
/// a random time, and its ledger held against what was written and what arrived.
/// </summary>
internal sealed class ChaosRun
{
    /// <summary>What leaving may take beyond the drain time, on a busy machine.</summary>
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(3);

    /// <summary>What a shell would say of a process that SIGTERM ended.</summary>
    private const int EndedBySignal = 128 + 15;

    private readonly ChaosPlan _plan;
    private readonly ChaosPorts _ports = new(FreePort.Next(), FreePort.Next());
    private readonly List<string> _problems = [];
    private string _figures = "no ledger";

    private ChaosRun(ChaosPlan plan) => _plan = plan;

    /// <summary>What did not fit, empty when all did, and the figures of the run.</summary>
    internal static async Task<(IReadOnlyList<string> Problems, string Figures)> PlayAsync(ChaosPlan plan)
    {
        var run = new ChaosRun(plan);
        await run.PlayAsync();
        return (run._problems, run._figures);
    }

    private async Task PlayAsync()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var stopStorm = new CancellationTokenSource();
        using var stopWriting = new CancellationTokenSource();
        Task storm = new FaultStorm(aws, _plan.Seed).RageAsync(stopStorm.Token);
        await using Sidecar sidecar = Sidecar.Launch(aws, static _ => { }, Settings());
        if (!_plan.SignalDuringStart)
        {
            await sidecar.Process.LineContainingAsync("started");
        }

        ChaosWriter[] writers =
            [.. _plan.Writers.Select(w => ChaosWriter.Create(w, sidecar, _ports, stopWriting.Token))];
        Task writing = Task.WhenAll(writers.Select(w => w.RunAsync()));
        var resident = new ResidentWatch(sidecar.Process);

        if (!_plan.SignalDuringStart)
        {
            await Task.WhenAny(Task.Delay(_plan.Running), sidecar.Process.ExitAsync());
        }

        if (!_plan.StormAtTheEnd)
        {
            await stopStorm.CancelAsync();
            await storm;
        }

        await StopAsync(sidecar, stopWriting);
        await stopStorm.CancelAsync();
        await storm;
        await stopWriting.CancelAsync();
        await writing;
        await JudgeAsync(aws, sidecar, writers);
        long peak = await resident.EndAsync();
        _figures += $", {peak / 1048576.0:0.0} MiB resident, {resident.MostOpen} descriptors";
        Expect(
            peak <= ResidentWatch.MostFor(_plan.MemoryMiB, resident.MostOpen),
            $"{peak / 1048576.0:0.0} MiB were resident with a limit of {_plan.MemoryMiB} MiB");
    }

    private async Task StopAsync(Sidecar sidecar, CancellationTokenSource stopWriting)
    {
        long begun = Stopwatch.GetTimestamp();
        sidecar.Process.Terminate();
        stopWriting.CancelAfter(_plan.WritingOn);
        Task exit = sidecar.Process.ExitAsync();
        TimeSpan longest = _plan.Drain;
        if (_plan.SecondSignal is { } second)
        {
            await Task.WhenAny(exit, Task.Delay(second));
            if (!exit.IsCompleted)
            {
                sidecar.Process.Terminate();
                longest = second;
            }
        }

        await exit;
        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        Expect(
            took <= longest + TimeToLeave,
            $"it left after {took.TotalSeconds:0.0} s, {longest.TotalSeconds:0.0} s given");
    }

    private async Task JudgeAsync(LocalAws aws, Sidecar sidecar, ChaosWriter[] writers)
    {
        _problems.AddRange(writers.Where(w => w.Failure is not null).Select(w => $"a writer failed: {w.Failure}"));
        Written[] written = [.. writers.SelectMany(w => w.Connections)];
        if (_plan.SignalDuringStart
            && sidecar.Output.Count == 0
            && await sidecar.Process.ExitAsync() == EndedBySignal)
        {
            // The signal came before the first instruction of the program: the kernel ended it, and nothing was read.
            _figures = "ended before it began";
            return;
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.EndAsync();
        bool wasCutOff = sidecar.Output.Any(l => l.Contains("was cut off", StringComparison.Ordinal));
        StoreReading store = await StoreReading.ReadAsync(aws);
        var verdict = new Verdict(ledger, store, written, wasCutOff, _plan.ForwardAck == "delivered");
        _problems.AddRange(verdict.Problems);
        _figures = $"exit {exitCode}, {verdict.Summary}";
        bool isLost = ledger.Dropped.Values.Sum() > 0 || wasCutOff;
        Expect(exitCode == (isLost ? 3 : 0), $"the exit code is {exitCode}");
    }

    private (string, string)[] Settings()
    {
        var paths = _plan.Writers.ToLookup(w => w.Kind, w => w.Number);
        IEnumerable<string> lines = paths[WriterKind.UnixLines].Select(n => $"unix:{{streams}}/w{n}.log");
        return
        [
            ("PHILENS_SOURCES__FIFO", string.Join(',', paths[WriterKind.Fifo].Select(n => $"{{streams}}/w{n}.stdout"))),
            ("PHILENS_SOURCES__LINES", string.Join(',', lines.Append($"tcp:127.0.0.1:{_ports.Lines}"))),
            ("PHILENS_SOURCES__FORWARD", $"unix:{{streams}}/fluent.sock,tcp:127.0.0.1:{_ports.Forward}"),
            ("PHILENS_SOURCES__STDIN", _plan.HasStandardInput ? "true" : "false"),
            ("PHILENS_SOURCES__FORWARDACK", _plan.ForwardAck),
            ("PHILENS_MEMORY__LIMIT", $"{_plan.MemoryMiB}MiB"),
            ("PHILENS_MEMORY__WHENFULL", _plan.WhenFull),
            ("PHILENS_SHUTDOWN__DRAIN", $"{(int)_plan.Drain.TotalMilliseconds}ms"),
            ("PHILENS_CLOUDWATCH__BATCHAGE", _plan.BatchAge),
            ("PHILENS_CLOUDWATCH__COMPRESSION", _plan.Compression),
            ("PHILENS_CLOUDWATCH__RETRYCAP", "1s"),
        ];
    }

    private void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }
}
