namespace PhiLens.EndToEnd.Tests.Chaos;

/// <summary>What a run does, drawn from its seed. Times and their order are the machine's; all else repeats.</summary>
internal sealed record ChaosPlan
{
    private static readonly string[] Policies = ["drop-oldest", "drop-newest", "block"];

    /// <summary>Below it the process' own part is up to 2 MiB more than promised; <c>docs/operations.md</c>.</summary>
    private const int SmallestMemory = 10;

    internal required int Seed { get; init; }

    internal required int MemoryMiB { get; init; }

    internal required string WhenFull { get; init; }

    /// <summary>How long the writers run before the signal to stop.</summary>
    internal required TimeSpan Running { get; init; }

    internal required TimeSpan Drain { get; init; }

    /// <summary>Whether faults go on while it stops.</summary>
    internal required bool StormAtTheEnd { get; init; }

    /// <summary>How long after the signal the writers still write; longer than the drain time for some.</summary>
    internal required TimeSpan WritingOn { get; init; }

    /// <summary>When a second signal follows; null for never.</summary>
    internal required TimeSpan? SecondSignal { get; init; }

    /// <summary>Whether the signal to stop comes at once.</summary>
    internal required bool SignalDuringStart { get; init; }

    internal required string ForwardAck { get; init; }

    internal required string BatchAge { get; init; }

    internal required string Compression { get; init; }

    internal required IReadOnlyList<WriterPlan> Writers { get; init; }

    internal bool HasStandardInput => Writers.Any(w => w.Kind == WriterKind.Stdin);

    /// <summary>Draws a plan.</summary>
    /// <param name="seed">What it is drawn from.</param>
    /// <param name="longest">The longest time that writers run.</param>
    internal static ChaosPlan Draw(int seed, TimeSpan longest)
    {
        var dice = new Random(seed);
        double drain = 1.5 + (dice.NextDouble() * 5);
        return new ChaosPlan
        {
            Seed = seed,
            MemoryMiB = dice.Next(SmallestMemory, 21),
            WhenFull = Policies[dice.Next(Policies.Length)],
            Running = longest * (0.4 + (dice.NextDouble() * 0.6)),
            Drain = TimeSpan.FromSeconds(drain),
            StormAtTheEnd = dice.Next(2) == 0,
            WritingOn = TimeSpan.FromSeconds(dice.Next(3) == 0 ? drain + 2 : dice.NextDouble() * drain / 3),
            SecondSignal = dice.Next(5) == 0 ? TimeSpan.FromSeconds(dice.NextDouble() * drain) : null,
            SignalDuringStart = dice.Next(10) == 0,
            ForwardAck = dice.Next(4) == 0 ? "buffered" : "delivered",
            BatchAge = dice.Next(2) == 0 ? "100ms" : "1s",
            Compression = dice.Next(4) == 0 ? "gzip" : "none",
            Writers = DrawWriters(dice),
        };
    }

    public override string ToString() =>
        $"seed {Seed}: {Writers.Count} writers ({string.Join(' ', Writers.Select(w => w.Kind))}) for "
        + $"{Running.TotalSeconds:0.0} s and {WritingOn.TotalSeconds:0.0} s of the drain's "
        + $"{Drain.TotalSeconds:0.0} s, {MemoryMiB} MiB {WhenFull}, {(StormAtTheEnd ? "storm" : "calm")} at the end, "
        + $"second signal {SecondSignal?.TotalSeconds.ToString("0.0", null) ?? "never"}, "
        + $"{(SignalDuringStart ? "stopped while it starts, " : "")}batches of {BatchAge}, {Compression}, "
        + $"acks when {ForwardAck}";

    private static List<WriterPlan> DrawWriters(Random dice)
    {
        List<WriterPlan> writers = [];
        int count = dice.Next(4, 11);
        for (int i = 0; i < count; i++)
        {
            var kind = (WriterKind)dice.Next(Enum.GetValues<WriterKind>().Length);
            if (kind == WriterKind.Stdin && writers.Exists(w => w.Kind == WriterKind.Stdin))
            {
                kind = WriterKind.Fifo;
            }

            writers.Add(WriterPlan.Draw(i, kind, dice));
        }

        return writers;
    }
}
