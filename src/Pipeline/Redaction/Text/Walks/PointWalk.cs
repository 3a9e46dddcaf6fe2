using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.Contacts;
using PhiLens.Pipeline.Redaction.Text.KeyValues;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks at the bytes that part a name from a value, or stand within an address.</summary>
internal static class PointWalk
{
    internal static void Look(in TextScan scan, int at)
    {
        switch (scan.Text[at])
        {
            case (byte)'@':
                At(scan, at);
                break;
            case (byte)'>':
                ElementValue.Look(scan, at);
                break;
            case (byte)':':
                Colon(scan, at);
                break;
            default:
                KeyValue.Look(scan, at);
                break;
        }
    }

    private static void At(in TextScan scan, int at)
    {
        if (scan.Runs(Detector.Email))
        {
            int end = Email.End(scan.Text, at, out int start);
            scan.Claim(Detector.Email, start, end);
        }
    }

    private static void Colon(in TextScan scan, int at)
    {
        ReadOnlySpan<byte> text = scan.Text;
        if (Chars.At(text, at + 1) == '/' && Chars.At(text, at + 2) == '/')
        {
            int end = UrlPart.PasswordEnd(text, at, out int password);
            scan.Claim(Detector.Secret, password, end);
            return;
        }

        if (scan.Runs(Detector.Ip) && (Chars.IsHex(Chars.At(text, at - 1)) || Chars.At(text, at + 1) == ':')
            && Chars.At(text, at - 1) != ':')
        {
            int end = IpAddress.V6End(text, at, out int start);
            scan.Claim(Detector.Ip, start, end);
        }

        KeyValue.Look(scan, at);
    }
}
