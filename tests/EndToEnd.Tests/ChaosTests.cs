using PhiLens.EndToEnd.Tests.Chaos;

namespace PhiLens.EndToEnd.Tests;

/// <summary>
/// Random writers, random faults, stopped at a random time: the ledger must equal what an independent reader finds in
/// the destination. A seed that fails is repeated with <c>./bench.sh --soak 1 --seed N</c>.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestWriting = TimeSpan.FromSeconds(6);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public Task Whatever_happens_the_ledger_equals_what_the_destination_holds(int seed) =>
        PlayAsync(ChaosPlan.Draw(seed, LongestWriting));

    /// <summary>
    /// One seed after the other for a minute, or for PHILENS_SOAK_MINUTES, beginning with PHILENS_SOAK_SEED: what
    /// <c>./bench.sh --soak</c> sets.
    /// </summary>
    [Fact]
    [Trait("Needs", "minutes")]
    public async Task One_seed_after_the_other_the_ledger_equals_what_the_destination_holds()
    {
        long until = Environment.TickCount64 + (60_000L * Number("PHILENS_SOAK_MINUTES", 1));
        int seed = Number("PHILENS_SOAK_SEED", 11);
        do
        {
            // Every tenth is a long one, so that what grows slowly shows.
            await PlayAsync(ChaosPlan.Draw(seed, seed % 10 == 0 ? 10 * LongestWriting : LongestWriting));
            seed++;
        }
        while (Environment.TickCount64 < until);
    }

    private async Task PlayAsync(ChaosPlan plan)
    {
        (IReadOnlyList<string> problems, string figures) = await ChaosRun.PlayAsync(plan);
        output.WriteLine($"{plan}\n  {figures}");
        Assert.True(
            problems.Count == 0,
            $"{string.Join("\n", problems)}\n{plan}\n{figures}\nrepeat: ./bench.sh --soak 1 --seed {plan.Seed}");
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out int number) ? number : otherwise;
}
