using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.People;
using PhiLens.Pipeline.Redaction.Detectors.Things;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks at a run of letters and digits for what is known by its form alone.</summary>
internal static class MixedWalk
{
    private const int Mbi = 11;
    private const int MbiGroup = 4;
    private const int IbanCountry = 4;
    private const int Iban = 34;

    /// <param name="scan">The text.</param>
    /// <param name="start">The run's first byte.</param>
    /// <param name="end">Behind its last.</param>
    /// <param name="digits">How many digits it begins with.</param>
    internal static void Look(in TextScan scan, int start, int end, int digits)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int length = end - start;
        if (length == Vin.Characters && Vin.Is(text[start..end]) && Edges.Around(text, start, end))
        {
            scan.Claim(Detector.Vin, start, end);
        }

        if (digits == 0)
        {
            if (length is >= IbanCountry and <= Iban && scan.Runs(Detector.Iban))
            {
                scan.Claim(Detector.Iban, start, Detectors.Money.Iban.End(text, start));
            }

            return;
        }

        if (length is Mbi or MbiGroup)
        {
            scan.Claim(Detector.Mbi, start, Detectors.Identifiers.Mbi.End(text, start, isMeant: false));
        }

        if (digits <= 3 && (text[start + digits] | Chars.Case) == 'y' && Age.Is(text, start, digits)
            && Age.IsYears(text, start + digits))
        {
            scan.Claim(Detector.Age, start, start + digits);
        }

        if (digits == length - 1 && digits <= 5 && Chars.At(text, end) == ' ' && NumberWalk.StartsAddress(text, start))
        {
            scan.Claim(Detector.StreetAddress, start, StreetAddress.End(text, end, isMeant: false));
        }
    }
}
