using System.Buffers;
using System.Text;
using System.Text.Unicode;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>Cuts a message that is too long for one event, between characters and not within a sealed value.</summary>
public static class EventSplitter
{
    /// <summary>A damaged byte becomes U+FFFD, so repairing makes a message at most three times as long.</summary>
    private const int MostGrowth = 3;

    /// <summary>An escaped byte takes at most six: <c>\u001f</c>. A damaged one, repaired, takes fewer.</summary>
    private const int MostEscape = 6;

    /// <summary>How much of a message fits in one event.</summary>
    /// <param name="message">The message's bytes, as they were written.</param>
    /// <param name="maxBytes">The most bytes that one event's message may have as repaired UTF-8, four or more.</param>
    /// <param name="maxEscaped">The most bytes that the part may have when it is escaped, six or more.</param>
    /// <returns>The number of bytes to take; zero only for an empty message.</returns>
    public static int FirstPart(ReadOnlySpan<byte> message, int maxBytes, int maxEscaped = int.MaxValue)
    {
        int part = FirstRepairedPart(message, maxBytes);
        part = (long)part * MostEscape <= maxEscaped ? part : FirstEscapedPart(message[..part], maxEscaped);

        // A token in two events could be opened in neither.
        return part < message.Length ? SealedToken.BorderAtOrBefore(message, part) : part;
    }

    private static int FirstRepairedPart(ReadOnlySpan<byte> message, int maxBytes)
    {
        if ((long)message.Length * MostGrowth <= maxBytes)
        {
            return message.Length;
        }

        int candidate = message.Length <= maxBytes ? message.Length : Utf8Border.AtOrBefore(message, maxBytes);
        return Utf8.IsValid(message[..candidate]) ? candidate : Measure(message, maxBytes);
    }

    /// <summary>Walks a message that may be too long when it is escaped, and cuts it between characters.</summary>
    private static int FirstEscapedPart(ReadOnlySpan<byte> message, int maxEscaped)
    {
        int size = 0;
        for (int position = 0; position < message.Length; position++)
        {
            size += message[position] switch
            {
                < 0x20 => MostEscape,
                (byte)'"' or (byte)'\\' => 2,
                >= 0x80 => MostGrowth,
                _ => 1,
            };
            if (size > maxEscaped)
            {
                return Utf8Border.AtOrBefore(message, position);
            }
        }

        return message.Length;
    }

    /// <summary>Walks a damaged message character by character.</summary>
    private static int Measure(ReadOnlySpan<byte> message, int maxBytes)
    {
        int position = 0;
        int size = 0;
        while (position < message.Length)
        {
            bool whole = Rune.DecodeFromUtf8(message[position..], out _, out int taken) == OperationStatus.Done;
            size += whole ? taken : MostGrowth;
            if (size > maxBytes)
            {
                break;
            }

            position += taken;
        }

        return position;
    }
}
