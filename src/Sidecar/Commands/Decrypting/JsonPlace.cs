using System.Globalization;
using System.Text;

namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>
/// Where a value comes to stand within JSON it is escaped again, so that what was JSON stays JSON. It tells the place
/// by the quotes on the line in front of it.
/// </summary>
internal static class JsonPlace
{
    private const int MostDepth = 4;

    /// <summary>The value as its place needs it.</summary>
    /// <param name="before">What stands in front of it.</param>
    /// <param name="value">The value.</param>
    public static byte[] Fit(ReadOnlySpan<byte> before, ReadOnlySpan<byte> value)
    {
        byte[] fitting = value.ToArray();
        if (fitting.Any(NeedsEscape))
        {
            for (int depth = DepthOf(before[(before.LastIndexOf((byte)'\n') + 1)..]); depth > 0; depth--)
            {
                fitting = Escape(fitting);
            }
        }

        return fitting;
    }

    /// <summary>How many strings of JSON the place is in, one within the other; 0 for none.</summary>
    private static int DepthOf(ReadOnlySpan<byte> before)
    {
        int quote = before.LastIndexOf((byte)'"');
        if (quote < 0)
        {
            return 0;
        }

        // A quote at depth 1 has no backslash in front, at depth 2 one, then three, then seven.
        int escapes = EscapesOf(before, quote);
        int alike = 0;
        for (int at = quote; at >= 0; at = before[..at].LastIndexOf((byte)'"'))
        {
            alike += EscapesOf(before, at) == escapes ? 1 : 0;
        }

        int depth = 1;
        while ((1 << (depth - 1)) - 1 < escapes && depth < MostDepth)
        {
            depth++;
        }

        return alike % 2 == 1 ? depth : depth - 1;
    }

    private static int EscapesOf(ReadOnlySpan<byte> text, int quote)
    {
        int count = 0;
        while (count < quote && text[quote - 1 - count] == '\\')
        {
            count++;
        }

        return count;
    }

    private static bool NeedsEscape(byte each) => each is (byte)'"' or (byte)'\\' or < 0x20;

    private static byte[] Escape(ReadOnlySpan<byte> text)
    {
        var escaped = new List<byte>(text.Length + 16);
        foreach (byte each in text)
        {
            if (each < 0x20)
            {
                escaped.AddRange(Encoding.ASCII.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)each:x4}")));
                continue;
            }

            if (NeedsEscape(each))
            {
                escaped.Add((byte)'\\');
            }

            escaped.Add(each);
        }

        return [.. escaped];
    }
}
