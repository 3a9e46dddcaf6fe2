using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>What the name of a field means for its value.</summary>
/// <param name="Rule">The rule that claims the whole value; <see cref="RuleSet.NoRule"/> for none.</param>
/// <param name="Hints">The detectors that it lets run over the value without their usual context.</param>
/// <param name="EndsPath">Whether a rule by path may end with this name: the walker then asks the paths.</param>
internal readonly record struct KeyMatch(int Rule, Hints Hints, bool EndsPath)
{
    internal static readonly KeyMatch Nothing = new(RuleSet.NoRule, Hints.None, EndsPath: false);

    /// <summary>
    /// The rule that claims the value only when it is a text itself, and neither a number nor an object or array:
    /// <c>"patient":"Ann Lee"</c>. <see cref="RuleSet.NoRule"/> for none.
    /// </summary>
    internal int TextRule { get; init; } = RuleSet.NoRule;

    /// <summary>
    /// The rule of an object around it that does not go down to it: a state within an address may stay.
    /// <see cref="RuleSet.NoRule"/> for none.
    /// </summary>
    internal int StaysIn { get; init; } = RuleSet.NoRule;

    /// <summary>
    /// Whether the name is known to be nobody's data itself: it was seen before, and has letters and hardly a digit.
    /// </summary>
    internal bool IsPlainName { get; init; }

    internal bool IsNothing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Rule & TextRule) == RuleSet.NoRule && Hints.IsEmpty && !EndsPath;
    }
}
