using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>
/// Finds the end of one MessagePack value that comes in any number of reads. It goes on where it stood, so that every
/// header is looked at once, however small the reads are; and it remembers where the first values within begin.
/// </summary>
internal sealed class ValueScanner
{
    private const int MostDepth = 64;
    private const int RememberedElements = 4;

    private readonly long[] _left = new long[MostDepth];
    private readonly int[] _elements = new int[RememberedElements];
    private int _depth;
    private long _position;
    private bool _isClosed;

    /// <summary>The value's length so far; once complete, its length.</summary>
    internal int Length => (int)_position;

    /// <summary>How many values stand directly within; at most four are remembered.</summary>
    internal int ElementCount { get; private set; }

    /// <summary>What is wrong after a scan that found the value malformed.</summary>
    internal MalformedReason Reason { get; private set; }

    /// <summary>Where a value directly within begins.</summary>
    /// <param name="index">Which, 0 to 3.</param>
    internal int Element(int index) => _elements[index];

    /// <summary>Goes on to the end of the value.</summary>
    /// <param name="value">All bytes of the value that are there so far; what follows it is not looked at.</param>
    /// <param name="limit">The most bytes that the value may have.</param>
    internal MessagePackStatus Scan(ReadOnlySpan<byte> value, int limit)
    {
        while (!_isClosed)
        {
            if (_position >= value.Length)
            {
                return MessagePackStatus.NeedsMore;
            }

            MessagePackStatus status =
                MessagePackHeader.Read(value[(int)_position..], out MessagePackHeader header);
            if (status == MessagePackStatus.NeedsMore)
            {
                return status;
            }

            MalformedReason reason =
                status == MessagePackStatus.Malformed ? MalformedReason.NotMessagePack : Enter(header, limit);
            if (reason != MalformedReason.None)
            {
                Reason = reason;
                return MessagePackStatus.Malformed;
            }
        }

        return _position <= value.Length ? MessagePackStatus.Complete : MessagePackStatus.NeedsMore;
    }

    /// <summary>Bytes at the value's beginning, all of them scanned, were thrown away.</summary>
    /// <param name="count">How many.</param>
    internal void Forget(int count) => _position -= count;

    /// <summary>Begins anew with another value.</summary>
    internal void Reset()
    {
        _depth = 0;
        _position = 0;
        _isClosed = false;
        ElementCount = 0;
    }

    private MalformedReason Enter(in MessagePackHeader header, int limit)
    {
        if (_depth == 1)
        {
            if (ElementCount < RememberedElements)
            {
                _elements[ElementCount] = (int)_position;
            }

            ElementCount++;
        }

        _position += header.Size + header.Length;

        // Every value within has at least one byte: a count that the limit cannot hold is refused before they come.
        if (_position + header.Count > limit)
        {
            return MalformedReason.TooLarge;
        }

        if (header.Count == 0)
        {
            Leave();
            return MalformedReason.None;
        }

        if (_depth == MostDepth)
        {
            return MalformedReason.TooDeep;
        }

        _left[_depth++] = header.Count;
        return MalformedReason.None;
    }

    private void Leave()
    {
        while (_depth > 0 && --_left[_depth - 1] == 0)
        {
            _depth--;
        }

        _isClosed = _depth == 0;
    }
}
