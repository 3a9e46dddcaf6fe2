using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.Contacts;
using PhiLens.Pipeline.Redaction.Text.KeyValues;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks at the bytes that part a name from a value, or stand within an address.</summary>
internal static class PointWalk
{
    /// <summary>Looks at the byte at a place.</summary>
    /// <param name="scan">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="skip">Before it no name of a field is looked for.</param>
    /// <param name="seen">Behind the longest value so far.</param>
    internal static void Look(in TextScan scan, int at, ref int skip, ref int seen)
    {
        switch (scan.Text[at])
        {
            case (byte)'@':
                At(scan, at);
                break;
            case (byte)'>':
                ElementValue.Look(scan, at);
                break;
            case (byte)':' when IsTime(scan.Text, at) && !scan.Runs(Detector.Ip):
                break;
            case (byte)':' when IsUrl(scan.Text, at):
                int end = UrlPart.PasswordEnd(scan.Text, at, out int password);
                scan.Claim(Detector.Secret, password, end);
                break;
            case (byte)':' when scan.Runs(Detector.Ip):
                V6(scan, at);
                goto default;
            default:
                if (at >= skip)
                {
                    skip = KeyValue.Look(scan, at, ref seen);
                }

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

    /// <summary>
    /// Whether digits stand on both sides and before them no letter: <c>10:22</c> is no name and value.
    /// </summary>
    private static bool IsTime(ReadOnlySpan<byte> text, int colon) => Chars.IsDigit(Chars.At(text, colon + 1))
        && Chars.IsDigit(Chars.At(text, colon - 1)) && !Chars.IsLetter(Chars.At(text, colon - 2));

    private static bool IsUrl(ReadOnlySpan<byte> text, int colon) =>
        Chars.At(text, colon + 1) == '/' && Chars.At(text, colon + 2) == '/';

    private static void V6(in TextScan scan, int at)
    {
        ReadOnlySpan<byte> text = scan.Text;
        bool isFirst = Chars.At(text, at - 1) != ':' && (Chars.IsHex(Chars.At(text, at - 1))
            || Chars.At(text, at + 1) == ':');
        if (isFirst)
        {
            int end = IpAddress.V6End(text, at, out int start);
            scan.Claim(Detector.Ip, start, end);
        }
    }
}
