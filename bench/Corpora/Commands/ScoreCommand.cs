using PhiLens.Bench.Corpora.Scoring;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Bench.Corpora.Commands;

/// <summary>Holds redacted logs against their truth. Ends with 1 when a threshold is missed.</summary>
public static class ScoreCommand
{
    public const string Usage =
        "score --log FILE --truth FILE --redacted FILE [--json] [--base64] [--show 20]\n"
        + "        [--product | --min-recall 0.99 --min-precision 0.98 --min-keyed-recall N --min-trigger-recall N\n"
        + "         --max-structured-leaks 0 --max-checked-leaks 0 --max-broken 0]";

    private static readonly HashSet<string> Named =
    [
        "--log", "--truth", "--redacted", "--show", "--min-recall", "--min-precision", "--min-keyed-recall",
        "--min-trigger-recall", "--max-structured-leaks", "--max-checked-leaks", "--max-broken",
    ];

    private static readonly HashSet<string> Flags = ["--json", "--base64", "--product"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var options = new Options(arguments, Named, Flags);
        var score = new Score();
        Add(
            score,
            LogLines.Read(options.Needed("--log")),
            LogLines.Read(options.Needed("--redacted")),
            TruthFile.Read(options.Needed("--truth")),
            options.Has("--base64"));
        if (options.Has("--json"))
        {
            output.WriteLine(ScoreReport.ToJson(score));
        }
        else
        {
            ScoreReport.Table(score, output);
            ScoreReport.Findings(score, options.Number("--show", 0), output);
        }

        string[] misses = [.. Asked(options).Misses(score)];
        foreach (string miss in misses)
        {
            Console.Error.WriteLine(miss);
        }

        return misses.Length == 0 ? 0 : 1;
    }

    /// <summary>Adds a whole log to a score.</summary>
    public static void Add(
        Score score, List<byte[]> original, List<byte[]> redacted, IEnumerable<TruthLine> truths, bool base64)
    {
        if (original.Count != redacted.Count)
        {
            throw new UsageException($"{original.Count} lines went in and {redacted.Count} came out");
        }

        var scorer = new Scorer(score, base64);
        foreach (TruthLine truth in truths)
        {
            scorer.Line(original[truth.Line - 1], redacted[truth.Line - 1], truth);
        }
    }

    private static Thresholds Asked(Options options) => options.Has("--product")
        ? Thresholds.OfTheProduct
        : new Thresholds
        {
            MinRecall = options.Fraction("--min-recall"),
            MinPrecision = options.Fraction("--min-precision"),
            MinKeyedRecall = options.Fraction("--min-keyed-recall"),
            MinTriggerRecall = options.Fraction("--min-trigger-recall"),
            MaxStructuredLeaks = Most(options, "--max-structured-leaks"),
            MaxCheckedLeaks = Most(options, "--max-checked-leaks"),
            MaxBroken = Most(options, "--max-broken"),
        };

    private static long? Most(Options options, string name) =>
        options.Text(name) is null ? null : options.Number(name, 0);
}
