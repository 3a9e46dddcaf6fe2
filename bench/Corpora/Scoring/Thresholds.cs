using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>What a score must reach. A threshold that is not given asks nothing.</summary>
public sealed record Thresholds
{
    /// <summary>The lowest recall of every type that is found by its form alone.</summary>
    public double? MinRecall { get; init; }

    /// <summary>The lowest precision of every type that is found by its form alone.</summary>
    public double? MinPrecision { get; init; }

    /// <summary>The lowest recall of values beside a key or keyword, all types together.</summary>
    public double? MinKeyedRecall { get; init; }

    /// <summary>The lowest recall of free text after trigger words, all types together.</summary>
    public double? MinTriggerRecall { get; init; }

    public long? MaxStructuredLeaks { get; init; }

    public long? MaxCheckedLeaks { get; init; }

    /// <summary>The most lines that lose their form, and changes outside of values.</summary>
    public long? MaxBroken { get; init; }

    /// <summary>What the issue on redaction asks of the default policy.</summary>
    public static Thresholds OfTheProduct => new()
    {
        MinRecall = 0.99,
        MinPrecision = 0.98,
        MaxStructuredLeaks = 0,
        MaxCheckedLeaks = 0,
        MaxBroken = 0,
    };

    /// <summary>One sentence for each threshold that the score misses.</summary>
    public IEnumerable<string> Misses(Score score)
    {
        foreach (((string type, Expectation expected), Tally tally) in score.Recall)
        {
            if (expected == Expectation.Bare && PhiType.Bare.Contains(type) && tally.Recall < MinRecall)
            {
                yield return $"recall of bare {type} is {tally.Recall:P2}, must be {MinRecall:P2}";
            }
        }

        foreach ((string type, Precision precision) in score.Precision)
        {
            if (PhiType.Bare.Contains(type) && precision.Share < MinPrecision)
            {
                yield return $"precision of {type} is {precision.Share:P2}, must be {MinPrecision:P2}";
            }
        }

        foreach (string miss in Leaks(score).Concat(Low(score, Expectation.Keyed, MinKeyedRecall))
            .Concat(Low(score, Expectation.Trigger, MinTriggerRecall)))
        {
            yield return miss;
        }
    }

    private IEnumerable<string> Leaks(Score score)
    {
        if (score.StructuredLeaks > MaxStructuredLeaks)
        {
            yield return $"{score.StructuredLeaks} values leak from structured fields, at most {MaxStructuredLeaks} "
                + $"may";
        }

        if (score.CheckedLeaks > MaxCheckedLeaks)
        {
            yield return $"{score.CheckedLeaks} values with a check digit leak, at most {MaxCheckedLeaks} may";
        }

        if (score.BrokenLines + score.Rewrites > MaxBroken)
        {
            yield return $"{score.BrokenLines} lines lose their form and {score.Rewrites} places outside of values "
                + $"change";
        }
    }

    private static IEnumerable<string> Low(Score score, Expectation expected, double? least)
    {
        Tally[] all = [.. score.Recall.Where(r => r.Key.Expected == expected).Select(r => r.Value)];
        double recall = 1 - (double)all.Sum(t => t.Leaked) / Math.Max(1, all.Sum(t => t.Values));
        if (recall < least)
        {
            yield return $"recall of {expected} values is {recall:P2}, must be {least:P2}";
        }
    }
}
