namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>
/// Names fields of HL7 messages: <c>PID-19</c> is a field with all its components, <c>PID-11.3</c> one component,
/// <c>PID-5.1-6</c> several. Repetitions are always meant too.
/// </summary>
/// <param name="Segment">The segment's three characters.</param>
/// <param name="Field">The field's number, from 1.</param>
/// <param name="First">The first component; 0 for all.</param>
/// <param name="Last">The last component; 0 for all.</param>
internal readonly record struct Hl7Selector(string Segment, int Field, int First, int Last)
{
    /// <summary>No segment of the standard has as many fields, no data type as many components.</summary>
    private const int Most = 99;

    /// <summary>Reads a selector.</summary>
    internal static bool TryParse(string text, out Hl7Selector selector)
    {
        selector = default;
        if (text.Length < 5 || text[3] != '-' || !Hl7Segments.IsName(text.AsSpan(0, 3)))
        {
            return false;
        }

        string[] parts = text[4..].Split('.');
        if (parts.Length > 2 || !TryNumber(parts[0], out int field))
        {
            return false;
        }

        string[] ends = parts.Length == 2 ? parts[1].Split('-') : [];
        int first = 0;
        int last = 0;
        if (ends.Length > 2 || (ends.Length > 0 && (!TryNumber(ends[0], out first) || !TryNumber(ends[^1], out last))))
        {
            return false;
        }

        selector = new Hl7Selector(text[..3], field, first, last);
        return first <= last;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out number) && number is > 0 and <= Most;
}
