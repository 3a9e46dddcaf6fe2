namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>The raw numbers of one run of the product on one work.</summary>
internal sealed record ProductRun
{
    /// <summary>Bytes of log that were measured, without the warm-up.</summary>
    internal required long Bytes { get; init; }

    /// <summary>CPU seconds of the product for them, user and system.</summary>
    internal required double CpuSeconds { get; init; }

    /// <summary>The part of them in the kernel, to a hundredth of a second.</summary>
    internal required double SystemSeconds { get; init; }

    /// <summary>From the writer's first write until 95 % had arrived: the last batch waits for its age.</summary>
    internal required double WallSecondsTo95 { get; init; }

    /// <summary>How often a thread of the product waited.</summary>
    internal required long Switches { get; init; }

    /// <summary>PutLogEvents requests.</summary>
    internal required long Requests { get; init; }

    /// <summary>From the start of the process to an open source, in milliseconds.</summary>
    internal required double StartMilliseconds { get; init; }

    /// <summary>Resident before the first byte, in bytes.</summary>
    internal required long IdleResident { get; init; }

    internal required long PeakResident { get; init; }

    /// <summary>Records written, warm-up included.</summary>
    internal required long Written { get; init; }

    internal required FinalLedger Ledger { get; init; }

    internal double SecondsPerGigabyte => CpuSeconds / Bytes * 1e9;

    internal double MegabytesPerSecond => 0.95 * Bytes / WallSecondsTo95 / 1e6;

    /// <summary>Records that the application wrote and CloudWatch did not take.</summary>
    internal long Lost => Written - Ledger.Delivered;
}
