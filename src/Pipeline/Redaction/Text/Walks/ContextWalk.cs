using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.Contacts;
using PhiLens.Pipeline.Redaction.Detectors.Identifiers;
using PhiLens.Pipeline.Redaction.Detectors.Money;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>
/// Looks around a keyword for numbers that are taken for what it says. Those with a form or a check digit are looked
/// for in 40 bytes on both sides; those without one directly behind it, see <see cref="LeadWalk"/>. What redaction
/// wrote before ends the window: else a second pass would see further than the first.
/// </summary>
internal static class ContextWalk
{
    /// <summary>Covers <c>"memberNumber": "…"</c> and a few words between.</summary>
    internal const int Window = 40;

    private const int LongestToken = 80;

    /// <summary>Words that stand between numbers of one kind, and that announce an extension.</summary>
    private static readonly WordSet Joints = new("and or x ext extension");

    private static readonly Hints Formed = Hints.Of(Detector.Ssn) | Hints.Of(Detector.Itin) | Hints.Of(Detector.Hicn)
        | Hints.Of(Detector.Mbi) | Hints.Of(Detector.Npi) | Hints.Of(Detector.Dea) | Hints.Of(Detector.Phone)
        | Hints.Of(Detector.Card) | Hints.Of(Detector.Bank);

    /// <summary>Looks on both sides of a keyword.</summary>
    internal static void Around(in TextScan scan, int start, int end, Hints hints)
    {
        if (hints.HasAny(Formed))
        {
            int from = FirstSeen(scan.Text, start);
            Numbers(scan, from, start, hints, isOne: false);
            Numbers(scan, end, Math.Min(scan.Text.Length, end + Window), hints, isOne: true);
        }

        if (hints.HasAnyBut(Formed))
        {
            LeadWalk.Look(scan, start, end, hints);
        }
    }

    /// <summary>Looks at a whole value that a key says something about.</summary>
    internal static void Value(in TextScan scan, int from, int to, Hints hints)
    {
        if (hints.HasAny(Formed))
        {
            Numbers(scan, from, to, hints, isOne: false);
        }

        if (hints.HasAnyBut(Formed))
        {
            MeantWalk.Look(scan, from, to, hints);
        }
    }

    /// <summary>Looks at each run of letters and digits that begins between two places.</summary>
    /// <param name="scan">The text.</param>
    /// <param name="from">The first place.</param>
    /// <param name="to">Behind the last.</param>
    /// <param name="hints">What to look for.</param>
    /// <param name="isOne">Whether a word behind the first number that was found ends the search, unless it joins two
    /// of them: <c>NPI 1234567893 accepted at 1700000003</c>.</param>
    private static void Numbers(in TextScan scan, int from, int to, Hints hints, bool isOne)
    {
        ReadOnlySpan<byte> text = scan.Text;
        bool isFound = false;
        int at = from;
        while (at < to)
        {
            byte next = text[at];
            if (next == '*' || (next is (byte)'[' or (byte)'L' && RedactionToken.LengthAt(text[at..]) > 0))
            {
                return;
            }

            if (!Chars.IsAlnum(next))
            {
                at++;
                continue;
            }

            int end = Chars.AlnumEnd(text, at);
            int digits = Chars.Digits(text, at);
            if (at + digits == end)
            {
                isFound |= Number(scan, at, digits, hints);
            }
            else if (isFound && isOne && digits == 0 && !Joints.Contains(text[at..end]))
            {
                return;
            }
            else if (end - at >= 4)
            {
                isFound |= Mixed(scan, at, end, hints);
            }

            at = end;
        }
    }

    private static bool Number(in TextScan scan, int start, int digits, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        if (digits == 3)
        {
            return Separated(scan, start, hints);
        }

        int end = start + digits;
        if (digits < Ssn.Digits || !Edges.OpensBehindWord(text, start) || !Edges.Closes(text, end))
        {
            return false;
        }

        ReadOnlySpan<byte> number = text[start..end];
        return digits switch
        {
            Ssn.Digits => Nine(scan, start, number, hints),
            Phone.Digits => Ten(scan, start, number, hints),
            Phone.Digits + 1 when number[0] == '1' && hints.Has(Detector.Phone) && Phone.IsBare(number[1..]) =>
                scan.ClaimOnce(Detector.Phone, Chars.At(text, start - 1) == '+' ? start - 1 : start,
                    Phone.ExtensionEnd(text, end)),
            >= Card.Shortest and <= Card.Longest when hints.Has(Detector.Card) && Card.Is(number, isMeant: true) =>
                scan.ClaimOnce(Detector.Card, start, end),
            _ => false,
        };
    }

    private static bool Nine(in TextScan scan, int start, ReadOnlySpan<byte> number, Hints hints)
    {
        int end = start + number.Length;
        bool isSsn = hints.Has(Detector.Ssn) && Ssn.IsBare(number, isMeant: true)
            && scan.ClaimOnce(Detector.Ssn, start, end);
        bool isItin = hints.Has(Detector.Itin) && Itin.IsBare(number) && scan.ClaimOnce(Detector.Itin, start, end);
        bool isBank = hints.Has(Detector.Bank) && RoutingNumber.Is(number)
            && scan.ClaimOnce(Detector.Bank, start, end);
        return isSsn || isItin || isBank;
    }

    private static bool Ten(in TextScan scan, int start, ReadOnlySpan<byte> number, Hints hints)
    {
        int end = start + number.Length;
        bool isNpi = hints.Has(Detector.Npi) && Npi.Is(number) && scan.ClaimOnce(Detector.Npi, start, end);
        bool isPhone = hints.Has(Detector.Phone) && Phone.IsBare(number)
            && scan.ClaimOnce(Detector.Phone, start, Phone.ExtensionEnd(scan.Text, end));
        return isNpi || isPhone;
    }

    private static bool Separated(in TextScan scan, int start, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        bool isSsn = hints.Has(Detector.Ssn)
            && scan.ClaimOnce(Detector.Ssn, start, Ssn.SeparatedEnd(text, start, isMeant: true));
        bool isHicn = hints.Has(Detector.Hicn)
            && scan.ClaimOnce(Detector.Hicn, start, Hicn.SeparatedEnd(text, start, isMeant: true));
        if (!hints.Has(Detector.Phone))
        {
            return isSsn || isHicn;
        }

        int phone = Phone.SeparatedEnd(text, start, isMeant: true, out int from);
        return scan.ClaimOnce(Detector.Phone, from, phone) || isSsn || isHicn;
    }

    private static bool Mixed(in TextScan scan, int start, int end, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        ReadOnlySpan<byte> word = text[start..end];
        bool isDea = hints.Has(Detector.Dea) && Dea.Is(word) && Edges.Around(text, start, end)
            && scan.ClaimOnce(Detector.Dea, start, end);
        bool isHicn = hints.Has(Detector.Hicn) && word.Length <= 12 && Hicn.Is(word)
            && Edges.Around(text, start, end) && scan.ClaimOnce(Detector.Hicn, start, end);
        bool isMbi = hints.Has(Detector.Mbi) && word.Length is 4 or 11
            && scan.ClaimOnce(Detector.Mbi, start, Mbi.End(text, start, isMeant: true));
        return isDea || isHicn || isMbi;
    }

    /// <summary>Where the window before a keyword begins: behind a mask or token, not within a word.</summary>
    private static int FirstSeen(ReadOnlySpan<byte> text, int start)
    {
        int from = Math.Max(0, start - Window);
        ReadOnlySpan<byte> before = text[Math.Max(0, from - LongestToken)..start];
        int token = before.LastIndexOf(RedactionToken.Opening);
        int mask = before.LastIndexOf((byte)'*');
        int cut = Math.Max(token < 0 ? 0 : token + RedactionToken.LengthAt(before[token..]), mask + 1);
        from = Math.Max(from, start - before.Length + cut);
        while (from > 0 && from < start && Chars.IsAlnum(text[from]) && Chars.IsAlnum(text[from - 1]))
        {
            from++;
        }

        return from;
    }
}
