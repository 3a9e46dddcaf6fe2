using System.Collections.Frozen;
using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>Which rule claims which element of an X12 segment, made once from a policy's entries. Immutable.</summary>
internal sealed class X12Rules
{
    private readonly FrozenDictionary<ulong, (X12Selector Selector, int Rule)[]> _segments;

    /// <summary>Builds the table.</summary>
    /// <param name="entries">
    /// The elements and the index of each one's rule; of several that hold for an element the first stands.
    /// </param>
    /// <exception cref="FormatException">A selector is none.</exception>
    internal X12Rules(IEnumerable<(FieldSetEntry Entry, int Rule)> entries) => _segments = entries
        .Select(e => (Selector: X12Selector.Parse(e.Entry.Selector) ?? throw Wrong(e.Entry.Selector), e.Rule))
        .GroupBy(e => X12Code.Of(e.Selector.Segment))
        .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Where nothing is named.</summary>
    internal static X12Rules Nothing { get; } = new([]);

    /// <summary>Says which rule claims each element of a segment.</summary>
    /// <param name="segment">Its elements.</param>
    /// <param name="party">The first element of the last NM1 or N1.</param>
    /// <param name="rules">One for each element, which are <see cref="RuleSet.NoRule"/> on entry.</param>
    internal void Resolve(in X12Elements segment, ulong party, Span<int> rules)
    {
        if (!_segments.TryGetValue(segment.Code(0), out (X12Selector Selector, int Rule)[]? entries))
        {
            return;
        }

        foreach ((X12Selector selector, int rule) in entries)
        {
            if (!Holds(selector, segment, party))
            {
                continue;
            }

            for (int element = selector.First; element <= selector.Last; element++)
            {
                rules[element] = rules[element] == RuleSet.NoRule ? rule : rules[element];
            }
        }
    }

    private static bool Holds(X12Selector selector, in X12Elements segment, ulong party)
    {
        foreach (X12Condition condition in selector.Conditions)
        {
            if (!condition.Holds(condition.Element == X12Condition.Party ? party : segment.Code(condition.Element)))
            {
                return false;
            }
        }

        return true;
    }

    private static FormatException Wrong(string selector) =>
        new($"'{selector}' is not an element of X12, such as DMG-02 or REF[01=SY]-02.");
}
