using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Patterns;
using PhiLens.Pipeline.Redaction.Policies;
using PhiLens.Pipeline.Redaction.Structures.Hl7;
using PhiLens.Pipeline.Redaction.Structures.X12;
using PhiLens.Pipeline.Redaction.Structures.Xml;

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

    /// <summary>The expressions of the policy.</summary>
    internal PatternSet Patterns { get; private set; } = PatternSet.None;

    /// <summary>Texts that stay although rules claim them.</summary>
    internal ExactTexts Exceptions { get; init; } = ExactTexts.None;

    /// <summary>Whether what looks like base64 is decoded and looked at.</summary>
    internal bool ReadsBase64 { get; init; }

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

    /// <summary>What fields of HL7 messages mean; null when the policy does not say.</summary>
    internal Hl7Rules? Hl7 { get; init; }

    /// <summary>What elements of X12 interchanges mean; null when the policy does not say.</summary>
    internal X12Rules? X12 { get; init; }

    /// <summary>What elements of clinical documents in XML mean; null when the policy does not say.</summary>
    internal CdaRules? Cda { get; init; }

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

    /// <summary>Looks for expressions.</summary>
    /// <param name="patterns">The expressions.</param>
    /// <param name="first">The strongest of their rules.</param>
    internal void Use(PatternSet patterns, int first)
    {
        Patterns = patterns;
        FirstScanning = Math.Min(FirstScanning, first);
    }
}
