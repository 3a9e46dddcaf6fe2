using System.Text;
using System.Text.Json;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Reads a batch's body back, as the service would.</summary>
internal static class Bodies
{
    internal static byte[] Bytes(EventBatch batch) => batch.Segments.SelectMany(s => s.ToArray()).ToArray();

    internal static List<(long Time, string Message)> Events(EventBatch batch)
    {
        using JsonDocument body = JsonDocument.Parse(Bytes(batch));
        return body.RootElement.GetProperty("logEvents").EnumerateArray()
            .Select(e => (e.GetProperty("timestamp").GetInt64(), e.GetProperty("message").GetString()!))
            .ToList();
    }

    internal static int CountedBytes(EventBatch batch) =>
        Events(batch).Sum(e => Encoding.UTF8.GetByteCount(e.Message) + 26);
}
