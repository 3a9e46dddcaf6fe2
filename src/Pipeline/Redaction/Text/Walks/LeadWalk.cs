using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.Identifiers;
using PhiLens.Pipeline.Redaction.Detectors.People;
using PhiLens.Pipeline.Redaction.Detectors.Things;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>
/// Looks behind a keyword for the first number, date, age or code, which has no form of its own: only words such as
/// <c>number</c> or <c>is</c> may stand between, and before a date others. A number in front counts when the keyword
/// follows in parentheses: <c>00123456 (MRN)</c>.
/// </summary>
internal static class LeadWalk
{
    private const int Year = 4;

    private static readonly WordSet Fillers = new(
        "id ids number numbers no num nr is was of for the a an value code and with on file as issued state expires "
        + "date birth time at in to by patient patients member subscriber record equals has been assigned new old "
        + "his her their our your card driver drivers license licence health serial s external internal primary key");

    /// <summary>What is known by its keyword alone, in the order in which it is tried.</summary>
    private static ReadOnlySpan<byte> Numbered =>
    [
        (byte)Detector.Mrn, (byte)Detector.Account, (byte)Detector.Member, (byte)Detector.Bank, (byte)Detector.License,
        (byte)Detector.Device,
    ];

    internal static void Look(in TextScan scan, int start, int end, Hints hints)
    {
        bool isDate = hints.Has(Detector.Date);
        if (!TryBehind(scan, end, hints, isDate) && Chars.At(scan.Text, start - 1) == '(')
        {
            InFront(scan, start - 1, hints);
        }
    }

    /// <summary>Claims a run if it is what the hints say.</summary>
    internal static bool TryClaim(in TextScan scan, int at, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int digits = Chars.Digits(text, at);
        if (hints.Has(Detector.Date) && DateForm.End(text, at) is var date and > 0)
        {
            scan.ClaimOnce(Detector.Date, at, date);
            return true;
        }

        if (hints.Has(Detector.Age) && Age.Is(text, at, digits) && !Chars.IsLetter(Chars.At(text, at + digits)))
        {
            scan.ClaimOnce(Detector.Age, at, at + digits);
            return true;
        }

        if (hints.Has(Detector.Zip) && digits == Zip.Digits && Zip.End(text, at) is var zip and > 0)
        {
            scan.ClaimOnce(Detector.Zip, at, zip);
            return true;
        }

        foreach (byte detector in Numbered)
        {
            if (hints.Has((Detector)detector) && RecordNumber.End(text, at) is var end and > 0
                && Edges.OpensBehindWord(text, at))
            {
                scan.ClaimOnce((Detector)detector, at, end);
                return true;
            }
        }

        return false;
    }

    private static bool TryBehind(in TextScan scan, int end, Hints hints, bool isDate)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int to = Math.Min(text.Length, end + ContextWalk.Window);
        int at = end;
        while (at < to)
        {
            byte next = text[at];
            if (!Chars.IsAlnum(next))
            {
                if (Stops(text, at) || IsHibcc(scan, at, hints))
                {
                    return true;
                }

                at++;
                continue;
            }

            int word = Chars.AlnumEnd(text, at);
            if (TryClaim(scan, at, hints))
            {
                return true;
            }

            bool hasDigits = text[at..word].ContainsAnyInRange((byte)'0', (byte)'9');
            if (hasDigits ? !isDate || word - at == Year : !isDate && !Fillers.Contains(text[at..word]))
            {
                return hasDigits;
            }

            at = word;
        }

        return false;
    }

    private static bool Stops(ReadOnlySpan<byte> text, int at) => text[at] is (byte)'*' or (byte)'\n' or (byte)';'
        or (byte)'|' or (byte)'&' or (byte)'{' or (byte)'}'
        || (text[at] == '[' && RedactionToken.LengthAt(text[at..]) > 0);

    private static bool IsHibcc(in TextScan scan, int at, Hints hints)
    {
        int end = hints.Has(Detector.Device) && scan.Text[at] == '+' ? Udi.HibccEnd(scan.Text, at) : 0;
        scan.Claim(Detector.Device, at, end);
        return end != 0;
    }

    /// <summary>A run that ends before the blank and the parenthesis of <c>(MRN)</c>.</summary>
    private static void InFront(in TextScan scan, int parenthesis, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int end = Chars.At(text, parenthesis - 1) == ' ' ? parenthesis - 1 : parenthesis;
        int start = end;
        while (start > 0 && end - start < ContextWalk.Window
            && (Chars.IsAlnum(text[start - 1]) || text[start - 1] is (byte)'-' or (byte)'/'))
        {
            start--;
        }

        if (start < end && text[start..end].ContainsAnyInRange((byte)'0', (byte)'9') && Chars.IsAlnum(text[start]))
        {
            _ = TryClaim(scan, start, hints);
        }
    }
}
