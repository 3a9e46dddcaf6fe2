using System.Globalization;
using System.Text;

namespace PhiLens.EndToEnd.Tests.Chaos;

/// <summary>
/// What a numbered line looks like, and how it is recognised. <c>7:12:300|&lt;7.12&gt;&lt;7.12&gt;…</c> is line 12 of
/// writer 7, 300 bytes long; every part that a long line may be cut into names its line too.
/// </summary>
internal static class LineCode
{
    /// <summary>The least length of a line: its head and one name.</summary>
    internal const int Shortest = 48;

    /// <summary>How far into a message its first whole name may stand: no name is longer than half of that.</summary>
    private const int Window = 64;

    internal static byte[] Make(int writer, int number, int length)
    {
        string name = $"<{writer}.{number}>";
        var line = new StringBuilder($"{writer}:{number}:{length}|", length + name.Length);
        while (line.Length < length)
        {
            line.Append(name);
        }

        line.Length = length;
        return Encoding.ASCII.GetBytes(line.ToString());
    }

    /// <summary>The line that a stored message belongs to, and how long it should be, if the message says.</summary>
    /// <returns>False for what no writer wrote as a whole: the torn end of a connection.</returns>
    internal static bool TryRead(string message, out (int Writer, int Number) line, out int length)
    {
        int bar = message.IndexOf('|', StringComparison.Ordinal);
        string[] head = bar is > 0 and < Window ? message[..bar].Split(':') : [];
        length = 0;
        line = default;
        if (head.Length == 3)
        {
            line = (Number(head[0]), Number(head[1]));
            length = Number(head[2]);
            return true;
        }

        int start = message.IndexOf('<', StringComparison.Ordinal);
        int end = start < 0 ? -1 : message.IndexOf('>', start);
        if (start is < 0 or > Window || end < 0)
        {
            return false;
        }

        string[] name = message[(start + 1)..end].Split('.');
        line = (Number(name[0]), Number(name[1]));
        return true;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
