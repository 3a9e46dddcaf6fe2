using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>
/// Messages of the Forward protocol, version 1, as clients write them: <c>[tag, time, record, option]</c>,
/// <c>[tag, [[time, record], …], option]</c>, and the same entries packed, also compressed.
/// </summary>
internal static class ForwardMessage
{
    /// <summary>One message of several records <c>{"log": line}</c>.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="chunk">The chunk's name; null to ask for no acknowledgement.</param>
    /// <param name="dice">Chooses the form.</param>
    /// <param name="isPacked">Whether the form is a packed one.</param>
    internal static byte[] Of(
        string tag, IReadOnlyList<byte[]> lines, string? chunk, Random dice, out bool isPacked)
    {
        isPacked = false;
        using var message = new MemoryStream();
        if (lines.Count == 1 && dice.Next(2) == 0)
        {
            message.WriteByte(0x94);
            Text(message, Encoding.ASCII.GetBytes(tag));
            Time(message);
            Record(message, lines[0]);
            Options(message, chunk, isCompressed: false, lines.Count);
            return message.ToArray();
        }

        message.WriteByte(0x93);
        Text(message, Encoding.ASCII.GetBytes(tag));
        bool isCompressed = false;
        if (dice.Next(2) == 0)
        {
            Entries(message, lines, withHeader: true);
        }
        else
        {
            isPacked = true;
            isCompressed = dice.Next(3) == 0;
            Binary(message, Pack(lines, isCompressed));
        }

        Options(message, chunk, isCompressed, lines.Count);
        return message.ToArray();
    }

    private static byte[] Pack(IReadOnlyList<byte[]> lines, bool isCompressed)
    {
        using var packed = new MemoryStream();
        Entries(packed, lines, withHeader: false);
        if (!isCompressed)
        {
            return packed.ToArray();
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(packed.ToArray());
        }

        return compressed.ToArray();
    }

    private static void Entries(MemoryStream target, IReadOnlyList<byte[]> lines, bool withHeader)
    {
        if (withHeader)
        {
            target.WriteByte(0xDC);
            Number(target, (ushort)lines.Count);
        }

        foreach (byte[] line in lines)
        {
            target.WriteByte(0x92);
            Time(target);
            Record(target, line);
        }
    }

    private static void Record(MemoryStream target, byte[] line)
    {
        target.WriteByte(0x81);
        Text(target, "log"u8);
        Text(target, line);
    }

    private static void Options(MemoryStream target, string? chunk, bool isCompressed, int size)
    {
        target.WriteByte((byte)(0x81 + (chunk is null ? 0 : 1) + (isCompressed ? 1 : 0)));
        Text(target, "size"u8);
        target.WriteByte((byte)size);
        if (chunk is not null)
        {
            Text(target, "chunk"u8);
            Text(target, Encoding.ASCII.GetBytes(chunk));
        }

        if (isCompressed)
        {
            Text(target, "compressed"u8);
            Text(target, "gzip"u8);
        }
    }

    /// <summary>An EventTime: seconds and nanoseconds.</summary>
    private static void Time(MemoryStream target)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Span<byte> time = stackalloc byte[10];
        time[0] = 0xD7;
        BinaryPrimitives.WriteUInt32BigEndian(time[2..], (uint)now.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt32BigEndian(time[6..], (uint)now.Millisecond * 1_000_000);
        target.Write(time);
    }

    private static void Text(MemoryStream target, ReadOnlySpan<byte> text)
    {
        Span<byte> header = stackalloc byte[5];
        header[0] = 0xDB;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)text.Length);
        target.Write(header);
        target.Write(text);
    }

    private static void Binary(MemoryStream target, byte[] bytes)
    {
        Span<byte> header = stackalloc byte[5];
        header[0] = 0xC6;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)bytes.Length);
        target.Write(header);
        target.Write(bytes);
    }

    private static void Number(MemoryStream target, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        target.Write(bytes);
    }
}
