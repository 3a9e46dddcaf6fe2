namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>
/// Ages over 89, which 45 CFR 164.514(b)(2)(i)(C) lets stand as <c>90+</c> only: behind the keyword <c>age</c>, or as
/// <c>93 y/o</c>, <c>93yo</c>, <c>93-year-old</c>, <c>93 years old</c>.
/// </summary>
internal static class Age
{
    private const int First = 90;
    private const int Oldest = 130;

    /// <summary>Whether the digits of a run are an age that is not to be shown.</summary>
    internal static bool Is(ReadOnlySpan<byte> text, int start, int digits) => digits is 2 or 3
        && Chars.Number(text, start, start + digits) is >= First and <= Oldest
        && Edges.Opens(text, start) && !(Chars.At(text, start + digits) is (byte)'+' or (byte)'%' or (byte)'*'
            or (byte)':' or (byte)'/' or (byte)'-' && !IsYears(text, start + digits));

    /// <summary>Whether words behind a number say that it counts a person's years.</summary>
    internal static bool IsYears(ReadOnlySpan<byte> text, int end)
    {
        int at = Chars.At(text, end) is (byte)' ' or (byte)'-' ? end + 1 : end;
        if ((Chars.At(text, at) | Chars.Case) != 'y')
        {
            return false;
        }

        return IsWord(text, at, "y/o"u8) || IsWord(text, at, "yo"u8) || IsWord(text, at, "y.o"u8)
            || IsWord(text, at, "yrs old"u8) || IsWord(text, at, "yr old"u8) || IsWord(text, at, "years old"u8)
            || IsWord(text, at, "year old"u8) || IsWord(text, at, "year-old"u8) || IsWord(text, at, "years-old"u8)
            || IsWord(text, at, "yr-old"u8) || IsWord(text, at, "years of age"u8);
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> word) =>
        Chars.StandsAt(text, at, word) && !Chars.IsAlnum(Chars.At(text, at + word.Length));
}
