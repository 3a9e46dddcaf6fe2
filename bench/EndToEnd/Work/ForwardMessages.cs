using System.Buffers.Binary;

namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>
/// Messages as Docker's log driver sends them: <c>[tag, EventTime, {container_id, container_name, source, log},
/// {}]</c>, the time that of the start of the process. What is shipped of one, the record as JSON, is about as long as
/// it.
/// </summary>
internal static class ForwardMessages
{
    private static readonly byte[] Head = MakeHead();

    /// <summary>Makes a message of each line that is as long as the line was, and holds its beginning.</summary>
    /// <param name="lines">The lines, all of the same length.</param>
    /// <param name="length">Bytes of one, with its line feed: 256 at least.</param>
    internal static void Replace(Span<byte> lines, int length)
    {
        int logAt = Head.Length + sizeof(ushort);
        int logLength = length - logAt - 1;
        for (; !lines.IsEmpty; lines = lines[length..])
        {
            lines[..logLength].CopyTo(lines[logAt..]);
            Head.CopyTo(lines);
            BinaryPrimitives.WriteUInt16BigEndian(lines[Head.Length..], (ushort)logLength);
            lines[length - 1] = 0x80;
        }
    }

    /// <summary>Everything up to the length of the line, which is a text of 16 bits.</summary>
    private static byte[] MakeHead()
    {
        byte[] time = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(time, (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        byte[] id = [.. Enumerable.Repeat((byte)'c', 64)];
        return
        [
            0x94,
            0xD9, 45, .. "api-firelens-0123456789abcdef0123456789abcdef"u8,
            0xD7, 0x00, .. time,
            0x84,
            0xAC, .. "container_id"u8, 0xD9, 64, .. id,
            0xAE, .. "container_name"u8, 0xB9, .. "/ecs-clinic-7-api-0123456"u8,
            0xA6, .. "source"u8, 0xA6, .. "stdout"u8,
            0xA3, .. "log"u8, 0xDA,
        ];
    }
}
