using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.People;
using PhiLens.Pipeline.Redaction.Detectors.Secrets;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks at a value whose key says what it may be, for what has no form of its own.</summary>
internal static class MeantWalk
{
    private const int ShortestSecret = 8;

    internal static void Look(in TextScan scan, int from, int to, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int start = Chars.SkipBlanks(text, from);
        if (start >= to)
        {
            return;
        }

        if (hints.Has(Detector.Name))
        {
            int name = PersonName.End(text, start, 1, isMeant: true);
            scan.Claim(Detector.Name, start, Math.Min(name, to));
        }

        if (hints.Has(Detector.StreetAddress))
        {
            int number = Chars.AlnumEnd(text, start);
            bool isNumber = number < to && Chars.IsDigit(text[start]);
            int street = isNumber ? StreetAddress.End(text, number, isMeant: true) : 0;
            scan.Claim(Detector.StreetAddress, start, Math.Min(street, to));
        }

        if (hints.Has(Detector.Secret) && to - start >= ShortestSecret && Credential.IsMixed(text[start..to])
            && RedactionToken.LengthAt(text[start..to]) == 0)
        {
            scan.Claim(Detector.Secret, start, to);
        }

        Runs(scan, start, to, hints);
    }

    private static void Runs(in TextScan scan, int from, int to, Hints hints)
    {
        ReadOnlySpan<byte> text = scan.Text;
        for (int at = from; at < to;)
        {
            if (text[at] == '*' || (text[at] is (byte)'[' or (byte)'L' && RedactionToken.LengthAt(text[at..]) > 0))
            {
                return;
            }

            if (!Chars.IsAlnum(text[at]))
            {
                at++;
                continue;
            }

            _ = LeadWalk.TryClaim(scan, at, hints);
            at = Chars.AlnumEnd(text, at);
        }
    }
}
