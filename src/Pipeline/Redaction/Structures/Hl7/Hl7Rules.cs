using System.Collections.Frozen;
using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>Which rule claims which field of an HL7 message, made once from a policy's entries. Immutable.</summary>
internal sealed class Hl7Rules
{
    private readonly FrozenDictionary<int, Hl7SegmentRules> _segments;

    /// <summary>Builds the table.</summary>
    /// <param name="entries">
    /// The fields and the index of each one's rule; of two for one field the first stands.
    /// </param>
    /// <exception cref="FormatException">A selector is none.</exception>
    internal Hl7Rules(IEnumerable<(FieldSetEntry Entry, int Rule)> entries)
    {
        var segments = new Dictionary<int, Hl7SegmentRules>();
        foreach ((FieldSetEntry entry, int rule) in entries)
        {
            if (!Hl7Selector.TryParse(entry.Selector, out Hl7Selector selector))
            {
                throw new FormatException($"'{entry.Selector}' is not a field of HL7, such as PID-5 or PID-11.3.");
            }

            int number = Hl7Segments.Number(selector.Segment);
            if (!segments.TryGetValue(number, out Hl7SegmentRules? segment))
            {
                segment = new Hl7SegmentRules();
                segments.Add(number, segment);
            }

            segment.Add(selector, rule);
        }

        _segments = segments.ToFrozenDictionary();
        Names = FieldOf("PID", 5);
        Addresses = FieldOf("PID", 11);
        Phones = FieldOf("PID", 13);
        Identifiers = FieldOf("PID", 3);
        Providers = FieldOf("PV1", 7);
    }

    /// <summary>Where nothing is named.</summary>
    internal static Hl7Rules Nothing { get; } = new([]);

    /// <summary>What is done with a person's name, for an observation whose type is one.</summary>
    internal Hl7FieldRules Names { get; }

    /// <summary>What is done with an address, for an observation whose type is one.</summary>
    internal Hl7FieldRules Addresses { get; }

    /// <summary>What is done with a phone number, for an observation whose type is one.</summary>
    internal Hl7FieldRules Phones { get; }

    /// <summary>What is done with an identifier, for an observation whose type is one.</summary>
    internal Hl7FieldRules Identifiers { get; }

    /// <summary>What is done with a provider's name and number, for an observation whose type is one.</summary>
    internal Hl7FieldRules Providers { get; }

    /// <summary>The rules of a segment, or null.</summary>
    /// <param name="name">Its three bytes.</param>
    internal Hl7SegmentRules? Find(ReadOnlySpan<byte> name) =>
        _segments.TryGetValue(Hl7Segments.Number(name), out Hl7SegmentRules? segment) ? segment : null;

    private Hl7FieldRules FieldOf(string segment, int field) =>
        _segments.TryGetValue(Hl7Segments.Number(segment), out Hl7SegmentRules? rules)
            ? rules[field]
            : Hl7FieldRules.Nothing;
}
