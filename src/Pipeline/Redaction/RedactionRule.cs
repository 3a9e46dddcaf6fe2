using System.Text;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// One rule as the scanners see it. A rule of the policy that names a whole set of fields becomes several of these,
/// each with a label of its own. Of overlapping claims the rule that stands earlier wins.
/// </summary>
/// <param name="order">Its place in the policy: the smaller wins.</param>
/// <param name="label">Names it in tokens, counts and explanations: lower-case letters, digits, <c>-</c> and <c>_</c>.
/// </param>
/// <param name="action">What it does.</param>
internal sealed class RedactionRule(int order, string label, RedactionAction action)
{
    internal int Order { get; } = order;

    internal string Label { get; } = label;

    internal RedactionAction Action { get; } = action;

    /// <summary>The label as UTF-8, for the sealer, which makes it the type of its tokens.</summary>
    internal byte[] Type { get; } = Encoding.UTF8.GetBytes(label);

    /// <summary><c>[REDACTED:label]</c>.</summary>
    internal byte[] Token { get; } = Encoding.UTF8.GetBytes($"[REDACTED:{label}]");

    /// <summary>How many of the last letters and digits a mask keeps; 0 or more.</summary>
    internal int Keep { get; init; }

    /// <summary>The number of the key scope of an encrypting rule.</summary>
    internal int Scope { get; init; }

    /// <summary>Where its count stands among the labels of the policy; rules with the same label share it.</summary>
    internal int Counter { get; init; }
}
