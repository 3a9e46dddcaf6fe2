using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>What a scorer counted over one or more logs.</summary>
public sealed class Score
{
    private const int MostFindings = 100_000;

    private readonly List<Finding> _findings = [];

    public long Lines { get; set; }

    /// <summary>By type and expectation; values that may stay are not counted.</summary>
    public SortedDictionary<(string Type, Expectation Expected), Tally> Recall { get; } = [];

    /// <summary>By type: that of the value that was hit, or that which a wrong mark names.</summary>
    public SortedDictionary<string, Precision> Precision { get; } = new(StringComparer.Ordinal);

    /// <summary>Harmless values, and of those the ones that were changed, by kind.</summary>
    public SortedDictionary<string, (long Count, long Damaged)> Decoys { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines that are no longer the JSON, HL7 or X12 that they were.</summary>
    public long BrokenLines { get; set; }

    /// <summary>
    /// Changes of bytes outside of every value that leave no mark: what was not redacted must be byte-identical.
    /// </summary>
    public long Rewrites { get; set; }

    /// <summary>Letters and digits beside a value that went with it.</summary>
    public long ExcessBytes { get; set; }

    public IReadOnlyList<Finding> Findings => _findings;

    public long Values => Recall.Values.Sum(t => t.Values);

    public long Leaked => Recall.Values.Sum(t => t.Leaked);

    public double LeakRate => Values == 0 ? 0 : (double)Leaked / Values;

    public long DamagedDecoys => Decoys.Values.Sum(d => d.Damaged);

    /// <summary>Leaks of values whose place in a structure says what they are.</summary>
    public long StructuredLeaks => LeaksOf((_, expected) => expected == Expectation.Structured);

    /// <summary>Leaks of values that carry a check digit.</summary>
    public long CheckedLeaks => LeaksOf((type, _) => PhiType.Checked.Contains(type));

    public void Note(Finding finding)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(finding);
        }
    }

    public void CountValue(string type, Expectation expected, bool leaked)
    {
        if (!Recall.TryGetValue((type, expected), out Tally? tally))
        {
            Recall[(type, expected)] = tally = new Tally();
        }

        tally.Values++;
        tally.Leaked += leaked ? 1 : 0;
    }

    public void CountRedaction(string type, bool right)
    {
        if (!Precision.TryGetValue(type, out Precision? precision))
        {
            Precision[type] = precision = new Precision();
        }

        precision.Right += right ? 1 : 0;
        precision.Wrong += right ? 0 : 1;
    }

    public void CountDecoy(string kind, bool damaged)
    {
        (long count, long changed) = Decoys.GetValueOrDefault(kind);
        Decoys[kind] = (count + 1, changed + (damaged ? 1 : 0));
    }

    private long LeaksOf(Func<string, Expectation, bool> counts) =>
        Recall.Where(r => counts(r.Key.Type, r.Key.Expected)).Sum(r => r.Value.Leaked);
}
