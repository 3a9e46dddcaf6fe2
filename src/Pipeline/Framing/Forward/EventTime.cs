using System.Buffers.Binary;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>
/// The time of an entry: whole seconds, or an EventTime, which is an extension of type 0 with eight bytes (as fixext8
/// <c>D7 00</c> or ext8 <c>C7 08 00</c>): seconds and nanoseconds, 32 bits each, big-endian. Seconds are unsigned:
/// writers that cast them from a signed number mean the same bits after 2038.
/// <c>[time, metadata]</c> (Fluent Bit 2.1 and later) stands for its time.
/// </summary>
internal static class EventTime
{
    /// <summary>The last second of the year 9999. What lies beyond is brought back to it.</summary>
    private const long LastSecond = 253_402_300_799;

    private const int NanosecondsOfMillisecond = 1_000_000;

    /// <summary>Reads a time as milliseconds since 1970.</summary>
    /// <param name="source">Begins with the time; whatever follows is not looked at.</param>
    /// <param name="milliseconds">The time.</param>
    /// <returns>False when it is not a time.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> source, out long milliseconds)
    {
        var cursor = new MessagePackCursor(source);
        MessagePackStatus status = cursor.Read(out MessagePackHeader header, out ReadOnlySpan<byte> payload);
        if (status == MessagePackStatus.Complete && header is { Kind: MessagePackKind.Array, Count: 2 })
        {
            status = cursor.Read(out header, out payload);
        }

        milliseconds = 0;
        if (status != MessagePackStatus.Complete)
        {
            return false;
        }

        switch (header.Kind)
        {
            case MessagePackKind.WholeNumber:
                milliseconds = Math.Clamp(header.Bits, 0, LastSecond) * 1000;
                return true;
            case MessagePackKind.NaturalNumber:
                milliseconds = (long)Math.Min((ulong)header.Bits, LastSecond) * 1000;
                return true;
            case MessagePackKind.Extension when header is { ExtensionType: 0, Length: 8 }:
                long seconds = BinaryPrimitives.ReadUInt32BigEndian(payload);
                long nanoseconds = BinaryPrimitives.ReadUInt32BigEndian(payload[4..]);
                milliseconds = (seconds * 1000) + (nanoseconds / NanosecondsOfMillisecond);
                return true;
            default:
                return false;
        }
    }
}
