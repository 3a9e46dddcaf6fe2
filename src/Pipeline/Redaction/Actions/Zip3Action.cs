namespace PhiLens.Pipeline.Redaction.Actions;

/// <summary>
/// Keeps the first three digits of a ZIP code, as 45 CFR 164.514(b)(2)(i)(B) lets them stand, or <c>000</c> where that
/// area has 20,000 people or fewer: <c>02139</c> becomes <c>021**</c>, <c>03601-1234</c> becomes <c>000**-****</c>.
/// The small areas are those of the guidance of the US Department of Health and Human Services (census of 2000) and
/// those of a widely used FHIR anonymizer, both together: 19.
/// </summary>
internal static class Zip3Action
{
    private const int Kept = 3;
    private const int Short = 5;
    private const int Long = 9;

    private static readonly int[] SmallAreas =
    [
        36, 59, 63, 102, 203, 205, 369, 556, 692, 790, 821, 823, 830, 831, 878, 879, 884, 890, 893,
    ];

    internal static bool TryWrite(ReadOnlySpan<byte> zip, Span<byte> place, out int written)
    {
        written = 0;
        int area = 0;
        int digits = 0;
        foreach (byte next in zip)
        {
            bool isDigit = next is >= (byte)'0' and <= (byte)'9';
            if (!isDigit && next is not ((byte)'-' or (byte)'*'))
            {
                return false;
            }

            bool isMasked = digits >= Kept || !isDigit;
            area = isMasked ? area : (area * 10) + (next - '0');
            digits += next == '-' ? 0 : 1;
            place[written++] = next == '-' ? next : isMasked ? (byte)'*' : next;
        }

        if (digits is not (Kept or Short or Long) || place[..Kept].Contains((byte)'*'))
        {
            return false;
        }

        if (SmallAreas.AsSpan().Contains(area))
        {
            place[..Kept].Fill((byte)'0');
        }

        return true;
    }
}
