using System.Buffers.Text;

namespace PhiLens.Pipeline.Redaction.Actions;

/// <summary>
/// Keeps the year of a date, as 45 CFR 164.514(b)(2)(i)(C) lets it stand: <c>1950-03-12</c>, <c>3/12/1950</c>,
/// <c>12 Mar 1950</c> and <c>19500312</c> become <c>1950</c>. A year that tells an age over 89 is not kept, nor is one
/// that cannot be told from the other numbers.
/// </summary>
internal static class YearAction
{
    private const int Digits = 4;
    private const int FirstYear = 1800;
    private const int OldestAge = 89;

    internal static bool TryWrite(ReadOnlySpan<byte> date, int thisYear, Span<byte> place, out int written)
    {
        written = 0;
        if (!TryFind(date, thisYear, out int start) || !Utf8Parser.TryParse(date[start..(start + Digits)], out int year,
            out _) || thisYear - year > OldestAge)
        {
            return false;
        }

        date[start..(start + Digits)].CopyTo(place);
        written = Digits;
        return true;
    }

    /// <summary>
    /// The first four digits that stand alone and can be a year, or that a date of digits begins with.
    /// </summary>
    private static bool TryFind(ReadOnlySpan<byte> date, int thisYear, out int start)
    {
        for (start = 0; start < date.Length; start++)
        {
            int length = 0;
            while (start + length < date.Length && date[start + length] is >= (byte)'0' and <= (byte)'9')
            {
                length++;
            }

            if (length is Digits or >= 8 && IsYear(date[start..(start + Digits)], thisYear))
            {
                return true;
            }

            start += length;
        }

        return false;
    }

    private static bool IsYear(ReadOnlySpan<byte> digits, int thisYear) =>
        Utf8Parser.TryParse(digits, out int year, out _) && year >= FirstYear && year <= thisYear + 1;
}
