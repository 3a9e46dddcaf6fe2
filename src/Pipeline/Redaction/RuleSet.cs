using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// The rules that hold for one container and stream, as the scanners ask for them. Immutable but for the cache of its
/// keys; shared by all lanes of that container and stream.
/// </summary>
internal sealed class RuleSet
{
    internal const int NoRule = -1;

    /// <summary>No rules at all.</summary>
    internal static readonly RuleSet Empty = new([], NoKeys.Instance);

    private readonly int[] _detectors = new int[(int)Detector.Count];

    internal RuleSet(IReadOnlyList<RedactionRule> rules, KeyTable keys)
    {
        Rules = [.. rules];
        Keys = keys;
        Array.Fill(_detectors, NoRule);
        FirstScanning = Rules.Length;
    }

    /// <summary>Every rule, the stronger first; an edit names one by its index.</summary>
    internal RedactionRule[] Rules { get; }

    /// <summary>What keys of fields mean.</summary>
    internal KeyTable Keys { get; }

    /// <summary>
    /// The first rule that looks into values by itself, a detector or an expression. A value that an earlier rule
    /// claims needs no look.
    /// </summary>
    internal int FirstScanning { get; private set; }

    /// <summary>The one of two rules that wins where both claim; <see cref="NoRule"/> never does.</summary>
    internal static int Stronger(int one, int other) =>
        one == NoRule ? other : other == NoRule ? one : Math.Min(one, other);

    /// <summary>Whether nothing within a value that the rule claims can change what becomes of it.</summary>
    internal bool IsFinal(int rule) =>
        rule != NoRule && rule < FirstScanning && Rules[rule].Action != RedactionAction.Allow;

    /// <summary>Whether long runs of base64 are decoded and looked at too.</summary>
    internal bool Base64 { get; init; }

    /// <summary>The rule of a detector; <see cref="NoRule"/> when it does not run.</summary>
    internal int RuleOf(Detector detector) => _detectors[(int)detector];

    /// <summary>Whether a detector runs.</summary>
    internal bool Runs(Detector detector) => _detectors[(int)detector] != NoRule;

    /// <summary>Lets a detector run; the first rule that names it stands.</summary>
    internal void Use(Detector detector, int rule)
    {
        if (_detectors[(int)detector] == NoRule)
        {
            _detectors[(int)detector] = rule;
            FirstScanning = Math.Min(FirstScanning, rule);
        }
    }
}
