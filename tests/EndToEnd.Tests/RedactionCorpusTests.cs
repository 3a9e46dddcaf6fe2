using PhiLens.Bench.Corpora.Commands;
using PhiLens.Bench.Corpora.Kinds;
using PhiLens.Bench.Corpora.Scoring;
using PhiLens.Bench.Corpora.Truth;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>The published executable and its default policy, held against logs whose truth is known.</summary>
public sealed class RedactionCorpusTests
{
    private const int Lines = 3_000;
    private const int Seed = 20_261;
    private const double MostDamage = 1.0 / 10_000;
    private const int LinesOfFreshLogs = 600;

    public static TheoryData<string> Kinds => [.. CorpusKinds.Names];

    [Fact]
    public async Task Every_type_that_is_known_by_its_form_reaches_its_recall_and_precision()
    {
        var score = new Score();
        foreach (string kind in CorpusKinds.Names)
        {
            await AddAsync(score, kind);
        }

        AssertReached(score, new Thresholds { MinRecall = 0.99, MinPrecision = 0.98 });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Structured_fields_and_checked_numbers_never_leak_and_every_line_keeps_its_form(string kind)
    {
        var score = new Score();
        await AddAsync(score, kind);
        AssertReached(score, new Thresholds { MaxStructuredLeaks = 0, MaxCheckedLeaks = 0, MaxBroken = 0 });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Redacting_twice_changes_nothing(string kind)
    {
        List<byte[]> once = await RedactCommand.LinesAsync(Corpus(kind).Lines);
        List<byte[]> twice = await RedactCommand.LinesAsync(once);
        Assert.Equal([], DamageCommand.Of(once, twice).Changed);
    }

    [Fact]
    public async Task Logs_without_PHI_stay_as_they_are()
    {
        string folder = Path.Combine(Repository.Root, "bench/Corpora/PhiFree");
        await AssertUndamagedAsync(Directory.GetFiles(folder, "*.log"), atLeast: 9_000);
    }

    [Fact]
    [Trait("Needs", "nginx, PostgreSQL")]
    public async Task Logs_that_real_programs_write_now_stay_as_they_are()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-test-");
        var environment = new Dictionary<string, string> { ["HOME"] = folder.FullName };
        await using (RunningProcess collecting = RunningProcess.Start(
            Path.Combine(Repository.Root, "bench/Corpora/PhiFree/collect.sh"),
            [folder.FullName, Repository.Corpora, $"{LinesOfFreshLogs}"],
            environment))
        {
            Assert.Equal(0, await collecting.ExitAsync());
        }

        await AssertUndamagedAsync(Directory.GetFiles(folder.FullName, "*.log"), atLeast: 2 * LinesOfFreshLogs);
        folder.Delete(recursive: true);
    }

    private static async Task AddAsync(Score score, string kind)
    {
        (List<byte[]> lines, List<TruthLine> truths) = Corpus(kind);
        ScoreCommand.Add(score, lines, await RedactCommand.LinesAsync(lines), truths, base64: false);
    }

    private static (List<byte[]> Lines, List<TruthLine> Truths) Corpus(string kind)
    {
        (byte[] Line, TruthLine Truth)[] drawn = [.. CorpusLines.From(CorpusKinds.Create(kind, Seed)).Take(Lines)];
        return ([.. drawn.Select(d => d.Line)], [.. drawn.Select(d => d.Truth)]);
    }

    /// <summary>A failure tells line, template and type of the first mistakes, and no byte of the lines.</summary>
    private static void AssertReached(Score score, Thresholds thresholds)
    {
        string[] misses = [.. thresholds.Misses(score)];
        IEnumerable<string> first = score.Findings
            .GroupBy(f => (f.Shape, f.Kind, f.About))
            .Select(g => $"{g.Count()} × {g.Key.Kind} ({g.Key.About}) in {g.Key.Shape}, line {g.First().Line}");
        Assert.True(misses.Length == 0, string.Join("\n  ", [.. misses, .. first.Take(40)]));
    }

    private static async Task AssertUndamagedAsync(string[] logs, int atLeast)
    {
        long lines = 0;
        var changed = new List<string>();
        foreach (string log in logs)
        {
            List<byte[]> original = LogLines.Read(log);
            Damage damage = DamageCommand.Of(original, await RedactCommand.LinesAsync(original));
            lines += damage.Lines;
            changed.AddRange(damage.Changed.Select(line => $"{Path.GetFileName(log)}:{line}"));
        }

        Assert.True(lines >= atLeast, $"only {lines} lines were there");
        Assert.True(changed.Count <= lines * MostDamage, $"changed: {string.Join(", ", changed.Take(40))}");
    }
}
