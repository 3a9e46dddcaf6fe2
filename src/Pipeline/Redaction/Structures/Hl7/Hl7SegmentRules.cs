namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>The rules of one segment's fields.</summary>
internal sealed class Hl7SegmentRules
{
    private readonly List<Hl7FieldRules?> _fields = [];

    /// <summary>The rules of a field.</summary>
    /// <param name="field">Its number, from 1.</param>
    internal Hl7FieldRules this[int field] =>
        field < _fields.Count && _fields[field] is { } rules ? rules : Hl7FieldRules.Nothing;

    internal void Add(Hl7Selector selector, int rule)
    {
        while (_fields.Count <= selector.Field)
        {
            _fields.Add(null);
        }

        Hl7FieldRules field = _fields[selector.Field] ?? new Hl7FieldRules();
        _fields[selector.Field] = field;
        for (int component = selector.First; component <= selector.Last; component++)
        {
            field.Add(component, rule);
        }
    }
}
