using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Sources.Forward;

namespace PhiLens.Sidecar.Forwarding;

/// <summary>
/// What stands around a batch's entries in a PackedForward message (Forward protocol v1.5):
/// <c>[tag, entries as binary, {"size": events, "chunk": name, "compressed": "gzip"}]</c>. The same batch always gets
/// the same name, so that a receiver recognises it when it comes again.
/// </summary>
internal sealed class ForwardChunk
{
    private const int ProcessLength = 16;

    /// <summary>Tells the chunks of this process from those of all others.</summary>
    private static readonly byte[] Process = RandomNumberGenerator.GetBytes(ProcessLength);

    private ForwardChunk(byte[] name, byte[] before, byte[] after) => (Name, Before, After) = (name, before, after);

    /// <summary>The chunk's name: base64 of 24 bytes.</summary>
    public byte[] Name { get; }

    /// <summary>The message up to the entries.</summary>
    public byte[] Before { get; }

    /// <summary>The message after the entries.</summary>
    public byte[] After { get; }

    /// <summary>Frames a batch.</summary>
    /// <param name="batch">The batch; its stream is the tag.</param>
    /// <param name="length">The length of the entries as they are sent.</param>
    /// <param name="isGzip">Whether they are compressed.</param>
    public static ForwardChunk Of(EventBatch batch, int length, bool isGzip)
    {
        Span<byte> id = stackalloc byte[ProcessLength + sizeof(long)];
        Process.CopyTo(id);
        BinaryPrimitives.WriteInt64BigEndian(id[ProcessLength..], batch.Sequence);
        byte[] name = Encoding.ASCII.GetBytes(Convert.ToBase64String(id));

        var before = new ArrayBufferWriter<byte>();
        MessagePackText.WriteArrayHeader(before, 3);
        MessagePackText.WriteText(before, Encoding.UTF8.GetBytes(batch.Destination.Stream));
        Number(before, 0xC6, length);

        var after = new ArrayBufferWriter<byte>();
        MessagePackText.WriteMapHeader(after, isGzip ? 3 : 2);
        MessagePackText.WriteText(after, "size"u8);
        Number(after, 0xCE, batch.EventCount);
        MessagePackText.WriteText(after, "chunk"u8);
        MessagePackText.WriteText(after, name);
        if (isGzip)
        {
            MessagePackText.WriteText(after, "compressed"u8);
            MessagePackText.WriteText(after, "gzip"u8);
        }

        return new ForwardChunk(name, before.WrittenSpan.ToArray(), after.WrittenSpan.ToArray());
    }

    /// <summary>Whether a receiver's message acknowledges this chunk: <c>{"ack": name}</c>.</summary>
    /// <param name="message">The message, whole.</param>
    public bool IsAcknowledgedBy(ReadOnlySpan<byte> message)
    {
        var cursor = new MessagePackCursor(message);
        _ = cursor.Read(out MessagePackHeader map, out _);
        for (long left = map.Kind == MessagePackKind.Map ? map.Count / 2 : 0; left > 0; left--)
        {
            _ = cursor.Read(out _, out ReadOnlySpan<byte> key);
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> whole);
            _ = new MessagePackCursor(whole).Read(out _, out ReadOnlySpan<byte> value);
            if (key.SequenceEqual("ack"u8))
            {
                return value.SequenceEqual(Name);
            }
        }

        return false;
    }

    /// <summary>A length of binary, or a natural number, in 32 bits.</summary>
    private static void Number(ArrayBufferWriter<byte> output, byte code, int value)
    {
        Span<byte> bytes = output.GetSpan(5);
        bytes[0] = code;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], value);
        output.Advance(5);
    }
}
