using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.Contacts;
using PhiLens.Pipeline.Redaction.Detectors.Identifiers;
using PhiLens.Pipeline.Redaction.Detectors.Money;
using PhiLens.Pipeline.Redaction.Detectors.People;
using PhiLens.Pipeline.Redaction.Detectors.Things;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks at a run of digits for what is known by its form alone.</summary>
internal static class NumberWalk
{
    private const int LongestStreetNumber = 6;
    private const int WithCountry = Phone.Digits + 1;
    private const int Gtin = 14;

    internal static void Look(in TextScan scan, int start, int digits)
    {
        byte after = Chars.At(scan.Text, start + digits);
        if (digits <= LongestStreetNumber)
        {
            Short(scan, start, digits, after);
            return;
        }

        switch (digits)
        {
            case Phone.Digits when Npi.IsAnnounced(scan.Text, start) && Npi.Is(scan.Text.Slice(start, digits)):
                scan.Claim(Detector.Npi, start, start + digits);
                break;
            case WithCountry when Chars.At(scan.Text, start - 1) == '+':
                International(scan, start);
                break;
            case >= Card.Shortest and <= Card.Longest:
                Long(scan, start, digits);
                break;
        }
    }

    private static void Three(in TextScan scan, int start)
    {
        ReadOnlySpan<byte> text = scan.Text;
        scan.Claim(Detector.Ssn, start, Ssn.SeparatedEnd(text, start, isMeant: false));
        scan.Claim(Detector.Itin, start, Itin.SeparatedEnd(text, start));
        int hicn = Hicn.SeparatedEnd(text, start, isMeant: false);
        scan.Claim(scan.Runs(Detector.Hicn) ? Detector.Hicn : Detector.Ssn, start, hicn);
        if (scan.Runs(Detector.Phone))
        {
            int phone = Phone.SeparatedEnd(text, start, isMeant: false, out int from);
            scan.Claim(Detector.Phone, from, phone);
        }
    }

    private static void International(in TextScan scan, int start)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int end = start + WithCountry;
        bool isPhone = text[start] == '1' && Phone.IsBare(text[(start + 1)..end]) && Edges.Around(text, start - 1, end);
        scan.Claim(Detector.Phone, start - 1, isPhone ? Phone.ExtensionEnd(text, end) : 0);
    }

    private static void Long(in TextScan scan, int start, int digits)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int end = start + digits;
        if (digits <= 16 && Card.Is(text[start..end], isMeant: false) && Edges.Around(text, start, end))
        {
            scan.Claim(Detector.Card, start, end);
        }

        if (digits >= Gtin && Chars.At(text, start - 1) == ')')
        {
            int udi = Udi.Gs1End(text, start, out int from);
            scan.Claim(Detector.Device, from, udi);
        }
    }

    private static void Short(in TextScan scan, int start, int digits, byte after)
    {
        byte next = Chars.At(scan.Text, start + digits + 1);
        switch (digits)
        {
            case 3 when (Chars.IsDigit(next) || next == ' ')
                && after is (byte)'-' or (byte)'.' or (byte)' ' or (byte)')' or (byte)'/':
                Three(scan, start);
                break;
            case 4 when after is (byte)'-' or (byte)' ' && scan.Runs(Detector.Card):
                scan.Claim(Detector.Card, start, Card.GroupedEnd(scan.Text, start));
                break;
            case Zip.Digits when Zip.FollowsState(scan.Text, start):
                scan.Claim(Detector.Zip, start, Zip.End(scan.Text, start));
                break;
        }

        if (after == ' ' && (!Chars.IsSmall(next) || next == 'y'))
        {
            BeforeBlank(scan, start, digits, next);
        }
        else if (after == '.' && digits <= 3 && scan.Runs(Detector.Ip))
        {
            scan.Claim(Detector.Ip, start, IpAddress.V4End(scan.Text, start));
        }
        else if (after == '-' && (next | Chars.Case) == 'y')
        {
            Old(scan, start, digits);
        }

        if (Chars.At(scan.Text, start - 1) is (byte)' ' or (byte)'#'
            && (Chars.At(scan.Text, start - 2) | Chars.Case) is 'x' or ' ')
        {
            Box(scan, start, digits);
        }
    }

    /// <summary>A street's number or an age.</summary>
    private static void BeforeBlank(in TextScan scan, int start, int digits, byte next)
    {
        ReadOnlySpan<byte> text = scan.Text;
        if ((Chars.IsUpper(next) || Chars.IsDigit(next) || next >= 0x80) && scan.Runs(Detector.StreetAddress)
            && StartsAddress(text, start))
        {
            scan.Claim(Detector.StreetAddress, start, StreetAddress.End(text, start + digits, isMeant: false));
        }

        if (next == 'y' || next == 'Y')
        {
            Old(scan, start, digits);
        }
    }

    private static void Old(in TextScan scan, int start, int digits)
    {
        if (Age.Is(scan.Text, start, digits) && Age.IsYears(scan.Text, start + digits))
        {
            scan.Claim(Detector.Age, start, start + digits);
        }
    }

    private static void Box(in TextScan scan, int start, int digits)
    {
        int box = StreetAddress.BoxStart(scan.Text, start);
        scan.Claim(Detector.StreetAddress, box, box < start ? start + digits : 0);
    }

    /// <summary>A street's number stands behind nothing, a blank or a mark; not behind a time or a bracket.</summary>
    internal static bool StartsAddress(ReadOnlySpan<byte> text, int start)
    {
        byte before = Chars.At(text, start - 1);
        return before is 0 or (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'=' or (byte)'>' or (byte)'\n' or (byte)'\t'
                or (byte)',' or (byte)'|' or (byte)'('
            || (before == ':' && !Chars.IsDigit(Chars.At(text, start - 2)));
    }
}
