using System.Globalization;
using System.Text.Json;
using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Shows a score to people, or to programs.</summary>
public static class ScoreReport
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private static readonly Expectation[] Columns =
        [Expectation.Bare, Expectation.Keyed, Expectation.Structured, Expectation.Trigger, Expectation.Base64];

    public static void Table(Score score, TextWriter output)
    {
        output.WriteLine($"{"type",-12} {Row(Columns.Select(c => c.ToString().ToLowerInvariant()))} {"precision",18}");
        IEnumerable<string> types = score.Recall.Keys.Select(k => k.Type).Union(score.Precision.Keys);
        foreach (string type in types.Order(StringComparer.Ordinal))
        {
            IEnumerable<string> cells = Columns.Select(c => Cell(score.Recall.GetValueOrDefault((type, c))));
            output.WriteLine($"{type,-12} {Row(cells)} {Cell(score.Precision.GetValueOrDefault(type)),18}");
        }

        output.WriteLine();
        output.WriteLine(Say($"lines             {score.Lines}"));
        output.WriteLine(Say($"values            {score.Values}, leaked {score.Leaked} ({score.LeakRate:P3})"));
        output.WriteLine(Say($"  structured      leaked {score.StructuredLeaks}"));
        output.WriteLine(Say($"  check digits    leaked {score.CheckedLeaks}"));
        long decoys = score.Decoys.Values.Sum(d => d.Count);
        output.WriteLine(Say($"decoys            {decoys}, damaged {score.DamagedDecoys}"));
        foreach ((string kind, (long count, long damaged)) in score.Decoys.Where(d => d.Value.Damaged > 0))
        {
            output.WriteLine(Say($"  {kind,-15} {damaged} of {count}"));
        }

        output.WriteLine(Say($"lost their form   {score.BrokenLines} lines"));
        output.WriteLine(Say($"rewritten         {score.Rewrites} places outside of values"));
        output.WriteLine(Say($"excess            {score.ExcessBytes} letters and digits that went with a value"));
    }

    public static void Findings(Score score, int most, TextWriter output)
    {
        foreach (Finding f in score.Findings.Take(most))
        {
            output.WriteLine(Say($"line {f.Line} {f.Shape}: {f.Kind} ({f.About}) {f.Text}"));
        }
    }

    public static string ToJson(Score score) => JsonSerializer.Serialize(
        new
        {
            score.Lines,
            score.Values,
            score.Leaked,
            score.LeakRate,
            score.StructuredLeaks,
            score.CheckedLeaks,
            score.DamagedDecoys,
            score.BrokenLines,
            score.Rewrites,
            score.ExcessBytes,
            Recall = score.Recall.Select(r => new
            {
                r.Key.Type,
                Expected = r.Key.Expected.ToString().ToLowerInvariant(),
                r.Value.Values,
                r.Value.Leaked,
                r.Value.Recall,
            }),
            Precision = score.Precision.Select(p => new { Type = p.Key, p.Value.Right, p.Value.Wrong, p.Value.Share }),
            Decoys = score.Decoys.Select(d => new { Kind = d.Key, d.Value.Count, d.Value.Damaged }),
        },
        Json);

    private static string Row(IEnumerable<string> cells) => string.Join(' ', cells.Select(c => $"{c,16}"));

    private static string Cell(Tally? tally) =>
        tally is null ? "" : Say($"{tally.Recall * 100:0.00} of {tally.Values}");

    private static string Cell(Precision? precision) =>
        precision is null ? "" : Say($"{precision.Share * 100:0.00} of {precision.Right + precision.Wrong}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
