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

    /// <summary>Makes messages of a shape's length, each with a whole line that is as much shorter.</summary>
    /// <param name="shape">The shape; its length is 256 at least.</param>
    /// <param name="size">Bytes of lines, rounded down to whole ones.</param>
    internal static byte[] Make(LineShape shape, int size = LogLines.UsualSize)
    {
        int logAt = Head.Length + sizeof(ushort);
        int logLength = shape.Length - logAt - 1;
        ReadOnlySpan<byte> lines = LogLines.Make(shape with { Length = logLength + 1 }, size);
        byte[] messages = new byte[lines.Length / (logLength + 1) * shape.Length];
        for (Span<byte> rest = messages; !rest.IsEmpty; rest = rest[shape.Length..])
        {
            Head.CopyTo(rest);
            BinaryPrimitives.WriteUInt16BigEndian(rest[Head.Length..], (ushort)logLength);
            lines[..logLength].CopyTo(rest[logAt..]);
            rest[shape.Length - 1] = 0x80;
            lines = lines[(logLength + 1)..];
        }

        return messages;
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
