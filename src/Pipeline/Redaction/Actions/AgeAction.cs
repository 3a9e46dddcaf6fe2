using System.Buffers.Text;

namespace PhiLens.Pipeline.Redaction.Actions;

/// <summary>
/// Turns an age over 89 into <c>90+</c>, as 45 CFR 164.514(b)(2)(i)(C) asks, and leaves a lower one as it is.
/// </summary>
internal static class AgeAction
{
    private const int Oldest = 89;

    internal static bool TryWrite(ReadOnlySpan<byte> age, Span<byte> place, out int written)
    {
        written = 0;
        int start = age.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0 || !Utf8Parser.TryParse(age[start..], out int years, out int digits))
        {
            return false;
        }

        int end = start + digits;
        bool isOld = years > Oldest && !(end < age.Length && age[end] == '+');
        ReadOnlySpan<byte> made = isOld ? "90+"u8 : age[start..end];
        age[..start].CopyTo(place);
        made.CopyTo(place[start..]);
        age[end..].CopyTo(place[(start + made.Length)..]);
        written = start + made.Length + (age.Length - end);
        return true;
    }
}
