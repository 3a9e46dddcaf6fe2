using System.Buffers.Binary;
using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// The entries of a PackedForward message (Forward protocol v1.5): <c>[EventTime, record]</c> in MessagePack, one
/// after another, without a header or footer; the sender adds the message around them.
/// <para>
/// A line becomes <c>{"container_name": …, "source": …, "log": line}</c>, its bytes as they are. A whole record, which
/// redaction saw as JSON, becomes a map again; one that is no longer an object is sent as the text of <c>log</c>.
/// An EventTime is <c>D7 00</c>, 32 bits of seconds and 32 bits of nanoseconds.
/// </para>
/// </summary>
/// <param name="destination">Names the container and the source of lines; empty names are left out.</param>
internal sealed class PackedForwardFormat(LogStreamName destination) : IBatchFormat
{
    private const int EntryStart = 11;

    private readonly byte[] _lineStart = MakeLineStart(destination);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Header => default;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Separator => default;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Footer => default;

    /// <inheritdoc/>
    public bool IsHashed => false;

    /// <inheritdoc/>
    public bool TryWriteEvent(BlockChain body, in LogRecord record, long time, bool isFirst, out int size)
    {
        int before = body.Length;
        bool isWritten = TryWriteTime(body, time)
            && (record.IsWhole ? TryWriteRecord(body, record.Message)
                : TryWriteLine(body, record.Message, record.Marker));
        size = body.Length - before;
        return isWritten;
    }

    private static bool TryWriteTime(BlockChain body, long time)
    {
        (long seconds, long milliseconds) = Math.DivRem(Math.Max(0, time), 1000);
        Span<byte> start = stackalloc byte[EntryStart];
        start[0] = 0x92;
        start[1] = 0xD7;
        start[2] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(start[3..], (uint)Math.Min(seconds, uint.MaxValue));
        BinaryPrimitives.WriteUInt32BigEndian(start[7..], (uint)(milliseconds * 1_000_000));
        return body.TryWrite(start);
    }

    private bool TryWriteRecord(BlockChain body, ReadOnlySpan<byte> json)
    {
        ChainPosition before = body.Position;
        var transcoder = new JsonTranscoder(body);
        if (transcoder.TryWrite(json))
        {
            return true;
        }

        if (transcoder.IsOutOfRoom)
        {
            return false;
        }

        body.TruncateTo(before, quietly: true);
        return TryWriteLine(body, json, marker: default);
    }

    private bool TryWriteLine(BlockChain body, ReadOnlySpan<byte> line, ReadOnlySpan<byte> marker) =>
        body.TryWrite(_lineStart)
        && MessagePackText.TryWriteHeader(body, line.Length + marker.Length)
        && body.TryWrite(line)
        && body.TryWrite(marker);

    private static byte[] MakeLineStart(LogStreamName destination)
    {
        (string Key, string Value)[] names =
            [("container_name", destination.Container), ("source", destination.Source)];
        (string Key, string Value)[] given = [.. names.Where(n => n.Value.Length > 0)];
        List<byte> start = [(byte)(0x80 | (given.Length + 1))];
        Span<byte> header = stackalloc byte[MessagePackText.LongestHeader];
        foreach (string text in given.SelectMany(n => new[] { n.Key, n.Value }).Append("log"))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            start.AddRange(header[..MessagePackText.WriteHeader(header, bytes.Length)]);
            start.AddRange(bytes);
        }

        return [.. start];
    }
}
