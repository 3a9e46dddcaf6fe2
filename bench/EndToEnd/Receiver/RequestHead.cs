using System.Globalization;
using System.Text;

namespace PhiLens.Bench.EndToEnd.Receiver;

/// <summary>The little that the receiver wants to know of an HTTP/1.1 request before its body.</summary>
internal sealed record RequestHead
{
    /// <summary>Bytes of the head, with the empty line behind it.</summary>
    internal required int Length { get; init; }

    internal required int BodyLength { get; init; }

    internal required string Target { get; init; }

    internal required bool WantsContinue { get; init; }

    /// <summary>Reads a head; null when its end has not arrived yet.</summary>
    internal static RequestHead? TryParse(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        string[] lines = Encoding.ASCII.GetString(bytes[..end]).Split("\r\n");
        if (Value(lines, "Transfer-Encoding") is not null || Value(lines, "Content-Encoding") is not null)
        {
            throw new MeasurementException("The receiver takes bodies of a known length and as they are.");
        }

        return new RequestHead
        {
            Length = end + 4,
            BodyLength = int.Parse(Value(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture),
            Target = Value(lines, "X-Amz-Target") ?? string.Empty,
            WantsContinue = Value(lines, "Expect") is not null,
        };
    }

    private static string? Value(string[] lines, string name)
    {
        string? line = Array.Find(lines, l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim();
    }
}
