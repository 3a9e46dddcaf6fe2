using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>
/// Which rule claims which element or attribute of a clinical document (CDA, CCDA) or another message of HL7 version 3,
/// made once from a policy's entries. Immutable.
/// </summary>
internal sealed class CdaRules
{
    private readonly (CdaSelector Selector, int Rule)[] _entries;

    /// <summary>Builds the table.</summary>
    /// <param name="entries">
    /// The elements and the index of each one's rule; of several that hold for a value the first stands.
    /// </param>
    /// <exception cref="FormatException">A selector is none.</exception>
    internal CdaRules(IEnumerable<(FieldSetEntry Entry, int Rule)> entries) => _entries =
        [.. entries.Select(e => (CdaSelector.Parse(e.Entry.Selector) ?? throw Wrong(e.Entry.Selector), e.Rule))];

    /// <summary>Whether parts of a document begin with such an element, even without a namespace.</summary>
    internal static bool IsRoot(ReadOnlySpan<byte> name) => name.SequenceEqual("ClinicalDocument"u8)
        || name.SequenceEqual("recordTarget"u8) || name.SequenceEqual("patientRole"u8);

    /// <summary>The rule of the value that a path ends with.</summary>
    /// <param name="text">The text that holds the names.</param>
    /// <param name="path">The names, outermost first.</param>
    /// <param name="isAttribute">Whether the last is an attribute.</param>
    internal int Find(ReadOnlySpan<byte> text, ReadOnlySpan<(int Start, int End)> path, bool isAttribute)
    {
        foreach ((CdaSelector selector, int rule) in _entries)
        {
            if (selector.Fits(text, path, isAttribute))
            {
                return rule;
            }
        }

        return RuleSet.NoRule;
    }

    private static FormatException Wrong(string selector) =>
        new($"'{selector}' is not an element of a clinical document, such as addr/city or birthTime/@value.");
}
