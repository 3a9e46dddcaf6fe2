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

    private static readonly Hints Formed = Hints.Of(Detector.Ssn) | Hints.Of(Detector.Itin) | Hints.Of(Detector.Hicn)
        | Hints.Of(Detector.Mbi) | Hints.Of(Detector.Npi) | Hints.Of(Detector.Dea) | Hints.Of(Detector.Phone)
        | Hints.Of(Detector.Card) | Hints.Of(Detector.Bank);

    /// <summary>Looks on both sides of a keyword.</summary>
    internal static void Around(in TextScan scan, int start, int end, Hints hints)
    {
        if (hints.HasAny(Formed))
        {
            int from = FirstSeen(scan.Text, start);
            Numbers(scan, from, start, hints);
            Numbers(scan, end, Math.Min(scan.Text.Length, end + Window), hints);
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
            Numbers(scan, from, to, hints);
        }

        if (hints.HasAnyBut(Formed))
        {
            MeantWalk.Look(scan, from, to, hints);
        }
    }

    /// <summary>Looks at each run of letters and digits that begins between two places.</summary>
    private static void Numbers(in TextScan scan, int from, int to, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
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
                Number(scan, at, digits, hints);
            }
            else if (end - at >= 4)
            {
                Mixed(scan, at, end, hints);
            }

            at = end;
        }
    }

    private static void Number(in TextScan scan, int start, int digits, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        if (digits == 3)
        {
            Separated(scan, start, hints);
            return;
        }

        int end = start + digits;
        if (digits < Ssn.Digits || !Edges.OpensBehindWord(text, start) || !Edges.Closes(text, end))
        {
            return;
        }

        ReadOnlySpan<byte> number = text[start..end];
        switch (digits)
        {
            case Ssn.Digits:
                Nine(scan, start, number, hints);
                break;
            case Phone.Digits:
                Ten(scan, start, number, hints);
                break;
            case Phone.Digits + 1 when number[0] == '1' && hints.Has(Detector.Phone) && Phone.IsBare(number[1..]):
                scan.ClaimOnce(Detector.Phone, Chars.At(text, start - 1) == '+' ? start - 1 : start,
                    Phone.ExtensionEnd(text, end));
                break;
            case >= Card.Shortest when hints.Has(Detector.Card) && digits <= Card.Longest
                && Card.Is(number, isMeant: true):
                scan.ClaimOnce(Detector.Card, start, end);
                break;
        }
    }

    private static void Nine(in TextScan scan, int start, ReadOnlySpan<byte> number, Hints hints)
    {
        int end = start + number.Length;
        if (hints.Has(Detector.Ssn) && Ssn.IsBare(number, isMeant: true))
        {
            scan.ClaimOnce(Detector.Ssn, start, end);
        }

        if (hints.Has(Detector.Itin) && Itin.IsBare(number))
        {
            scan.ClaimOnce(Detector.Itin, start, end);
        }

        if (hints.Has(Detector.Bank) && RoutingNumber.Is(number))
        {
            scan.ClaimOnce(Detector.Bank, start, end);
        }
    }

    private static void Ten(in TextScan scan, int start, ReadOnlySpan<byte> number, Hints hints)
    {
        if (hints.Has(Detector.Npi) && Npi.Is(number))
        {
            scan.ClaimOnce(Detector.Npi, start, start + number.Length);
        }

        if (hints.Has(Detector.Phone) && Phone.IsBare(number))
        {
            scan.ClaimOnce(Detector.Phone, start, Phone.ExtensionEnd(scan.Text, start + number.Length));
        }
    }

    private static void Separated(in TextScan scan, int start, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        if (hints.Has(Detector.Ssn))
        {
            scan.ClaimOnce(Detector.Ssn, start, Ssn.SeparatedEnd(text, start, isMeant: true));
        }

        if (hints.Has(Detector.Hicn))
        {
            scan.ClaimOnce(Detector.Hicn, start, Hicn.SeparatedEnd(text, start, isMeant: true));
        }

        if (hints.Has(Detector.Phone))
        {
            int phone = Phone.SeparatedEnd(text, start, isMeant: true, out int from);
            scan.ClaimOnce(Detector.Phone, from, phone);
        }
    }

    private static void Mixed(in TextScan scan, int start, int end, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        ReadOnlySpan<byte> word = text[start..end];
        if (hints.Has(Detector.Dea) && Dea.Is(word) && Edges.Around(text, start, end))
        {
            scan.ClaimOnce(Detector.Dea, start, end);
        }

        if (hints.Has(Detector.Hicn) && word.Length <= 12 && Hicn.Is(word) && Edges.Around(text, start, end))
        {
            scan.ClaimOnce(Detector.Hicn, start, end);
        }

        if (hints.Has(Detector.Mbi) && word.Length is 4 or 11)
        {
            scan.ClaimOnce(Detector.Mbi, start, Mbi.End(text, start, isMeant: true));
        }
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
