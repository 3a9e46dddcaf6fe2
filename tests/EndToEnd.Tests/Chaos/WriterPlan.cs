namespace PhiLens.EndToEnd.Tests.Chaos;

/// <summary>What one writer does.</summary>
/// <param name="Number">Its place among the writers of the run.</param>
/// <param name="Kind">How it reaches the sidecar.</param>
/// <param name="BytesPerSecond">About how fast it writes, over bursts and pauses.</param>
/// <param name="UsualLength">The length of most lines.</param>
/// <param name="HugeLines">One line of so many is up to 1.5 MB long; 0 for none.</param>
/// <param name="LinesPerConnection">After about so many lines it closes and comes back.</param>
/// <param name="IsRude">Whether it sometimes resets its connection instead of closing it.</param>
/// <param name="Seed">What its own dice are thrown with.</param>
internal sealed record WriterPlan(
    int Number,
    WriterKind Kind,
    int BytesPerSecond,
    int UsualLength,
    int HugeLines,
    int LinesPerConnection,
    bool IsRude,
    int Seed)
{
    private static readonly int[] Rates = [2_000, 50_000, 500_000, 3_000_000];
    private static readonly int[] Lengths = [60, 300, 1_000, 20_000];

    internal static WriterPlan Draw(int number, WriterKind kind, Random dice) => new(
        number,
        kind,
        Rates[dice.Next(Rates.Length)],
        Lengths[dice.Next(Lengths.Length)],
        dice.Next(4) == 0 ? 200 : 0,
        dice.Next(3) == 0 ? 50 : 5_000,
        kind is WriterKind.TcpLines or WriterKind.Forward && dice.Next(3) == 0,
        dice.Next());

    /// <summary>The length of the next line.</summary>
    internal int NextLength(Random dice)
    {
        if (HugeLines > 0 && dice.Next(HugeLines) == 0)
        {
            return dice.Next(100_000, 1_500_000);
        }

        return LineCode.Shortest + dice.Next(UsualLength * 2);
    }
}
