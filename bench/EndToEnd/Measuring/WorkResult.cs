using PhiLens.Bench.EndToEnd.Floor;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>All rounds of one work, each with the floor that was measured in the same round.</summary>
/// <param name="Work">The work.</param>
/// <param name="Runs">The product's runs.</param>
/// <param name="Floors">The floors, one for each run.</param>
internal sealed record WorkResult(Workload Work, IReadOnlyList<ProductRun> Runs, IReadOnlyList<FloorRun> Floors)
{
    internal double SecondsPerGigabyte => Median(Runs.Select(r => r.SecondsPerGigabyte));

    internal double Floor => Median(Floors.Select(f => f.For(Work.Source)));

    /// <summary>The median of the rounds' ratios: a slow moment of the machine hits both sides of a round.</summary>
    internal double Ratio => Median(Ratios);

    internal IReadOnlyList<double> Ratios =>
        Runs.Zip(Floors, (run, floor) => run.SecondsPerGigabyte / floor.For(Work.Source)).ToArray();

    internal double MegabytesPerSecond => Median(Runs.Select(r => r.MegabytesPerSecond));

    internal long PeakResident => Runs.Max(r => r.PeakResident);

    internal long Lost => Runs.Sum(r => r.Lost);

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
