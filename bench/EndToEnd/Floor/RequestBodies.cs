using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.EndToEnd.Floor;

/// <summary>The bodies of the requests that a corpus of lines becomes, as the product makes them.</summary>
internal static class RequestBodies
{
    private const int LargestEscape = 6;

    /// <summary>Makes bodies until the corpus is used up.</summary>
    /// <returns>The bodies, and how many bytes of log they hold.</returns>
    internal static (IReadOnlyList<byte[]> Bodies, long LogBytes) Make(byte[] corpus, LineShape shape)
    {
        BatchLimits limits = BatchLimits.CloudWatchLogs;
        int events = Math.Min(limits.MaxEvents, limits.MaxBytes / (shape.Length - 1 + limits.EventOverhead));
        int lines = corpus.Length / shape.Length;
        List<byte[]> bodies = [];
        for (int first = 0; first + events <= lines; first += events)
        {
            bodies.Add(Body(corpus.AsSpan(first * shape.Length, events * shape.Length), shape.Length));
        }

        return (bodies, (long)bodies.Count * events * shape.Length);
    }

    private static byte[] Body(ReadOnlySpan<byte> lines, int length)
    {
        byte[] body = new byte[(lines.Length * LargestEscape) + (lines.Length / length * 64) + 256];
        int end = Put(body, 0, "{\"logGroupName\":\"bench\",\"logStreamName\":\"bench\",\"logEvents\":["u8);
        for (int at = 0; at < lines.Length; at += length)
        {
            end = Put(body, end, at == 0 ? ""u8 : ","u8);
            end = Put(body, end, "{\"timestamp\":1700000000000,\"message\":\""u8);
            end += JsonEscaper.Escape(lines.Slice(at, length - 1), body.AsSpan(end)).Written;
            end = Put(body, end, "\"}"u8);
        }

        return body[..Put(body, end, "]}"u8)];
    }

    private static int Put(byte[] body, int end, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.AsSpan(end));
        return end + bytes.Length;
    }
}
