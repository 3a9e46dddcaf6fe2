namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>
/// Names elements of X12 segments: <c>DMG-02</c> is an element, <c>NM1[01=IL+QC]-03-07</c> several where the first one
/// is <c>IL</c> or <c>QC</c>, and <c>N3[NM1=IL]-01</c> one of a segment that follows the NM1 (or N1) of such a party.
/// Several conditions must all hold.
/// </summary>
/// <param name="Segment">The segment's name.</param>
/// <param name="Conditions">What must hold.</param>
/// <param name="First">The first element.</param>
/// <param name="Last">The last element.</param>
internal sealed record X12Selector(string Segment, X12Condition[] Conditions, int First, int Last)
{
    /// <summary>Reads a selector.</summary>
    /// <returns>Null when it is none.</returns>
    internal static X12Selector? Parse(string text)
    {
        int head = text.IndexOfAny(['[', '-']);
        if (head < 0 || !X12Code.IsSegment(System.Text.Encoding.UTF8.GetBytes(text[..head])))
        {
            return null;
        }

        var conditions = new List<X12Condition>();
        int at = head;
        while (at < text.Length && text[at] == '[')
        {
            int end = text.IndexOf(']', at);
            if (end < 0 || ParseCondition(text[(at + 1)..end]) is not { } condition)
            {
                return null;
            }

            conditions.Add(condition);
            at = end + 1;
        }

        return TryNumbers(text[at..], out int first, out int last)
            ? new X12Selector(text[..head], [.. conditions], first, last)
            : null;
    }

    private static X12Condition? ParseCondition(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0)
        {
            return null;
        }

        int element = X12Condition.Party;
        if (text[..sign] != "NM1" && !TryNumber(text[..sign], out element))
        {
            return null;
        }

        ulong[] values = [.. text[(sign + 1)..].Split('+').Select(X12Code.Of)];
        return values.Contains(0UL) ? null : new X12Condition(element, values);
    }

    private static bool TryNumbers(string text, out int first, out int last)
    {
        (first, last) = (0, 0);
        string[] parts = text.Split('-');
        return parts.Length is 2 or 3 && parts[0].Length == 0 && TryNumber(parts[1], out first)
            && TryNumber(parts[^1], out last) && first <= last;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out number)
            && number is > 0 and <= X12Elements.Most;
}
