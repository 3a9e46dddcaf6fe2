namespace PhiLens.Bench.EndToEnd.Load;

/// <summary>What one row of the load test came to.</summary>
internal sealed record LoadRun
{
    internal required LoadPlan Plan { get; init; }

    /// <summary>Records written.</summary>
    internal required long Written { get; init; }

    /// <summary>Events that the receiver counted, which the product has no say in.</summary>
    internal required long Arrived { get; init; }

    /// <summary>From a record's write to its arrival, in milliseconds, sorted: one for each look.</summary>
    internal required IReadOnlyList<double> Delays { get; init; }

    /// <summary>CPU seconds of the product, per second.</summary>
    internal required double Cores { get; init; }

    internal required long PeakResident { get; init; }

    internal required long Requests { get; init; }

    internal long Lost => Math.Max(0, Written - Arrived);

    internal long Doubled => Math.Max(0, Arrived - Written);

    internal double Delay(double part) => Delays.Count == 0 ? 0 : Delays[(int)(part * (Delays.Count - 1))];
}
