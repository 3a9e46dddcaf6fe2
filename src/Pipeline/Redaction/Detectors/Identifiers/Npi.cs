namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// National provider identifier: ten digits, the first 1 or 2, whose last is the Luhn check digit over 80840 and the
/// rest; the prefix adds 24. The times of logs in seconds pass this test one time in ten, so it needs a keyword.
/// </summary>
internal static class Npi
{
    private const int Digits = 10;
    private const int Prefix = 24;

    internal static bool Is(ReadOnlySpan<byte> digits) => digits.Length == Digits && digits[0] is (byte)'1' or (byte)'2'
        && CheckDigits.IsLuhn(digits, Prefix);

    /// <summary>
    /// Whether an X12 segment says that the element at a place is one: <c>NM1*85*2*…*XX*1234567893</c>.
    /// </summary>
    internal static bool IsAnnounced(ReadOnlySpan<byte> text, int start) =>
        start >= 4 && text[start - 1] == text[start - 4] && text[start - 2] == 'X' && text[start - 3] == 'X'
        && !Chars.IsAlnum(text[start - 1]);
}
