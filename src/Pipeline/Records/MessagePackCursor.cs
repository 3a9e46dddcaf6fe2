namespace PhiLens.Pipeline.Records;

/// <summary>
/// Walks the MessagePack values in some bytes. Lengths are checked against those bytes before anything is taken, and
/// skipping needs neither recursion nor a stack. The format stands at <see cref="MessagePackHeader"/>.
/// </summary>
/// <param name="source">The bytes.</param>
public ref struct MessagePackCursor(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>How many bytes were taken. It stands still when a read does not succeed.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all bytes were taken.</summary>
    public readonly bool IsAtEnd => Position == _source.Length;

    /// <summary>
    /// Takes a scalar whole, and of an array or map the header alone: its values are read next.
    /// </summary>
    /// <param name="header">What was taken.</param>
    /// <param name="payload">The bytes of a text, binary or extension.</param>
    public MessagePackStatus Read(out MessagePackHeader header, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        ReadOnlySpan<byte> rest = _source[Position..];
        MessagePackStatus status = MessagePackHeader.Read(rest, out header);
        if (status != MessagePackStatus.Complete)
        {
            return status;
        }

        if (header.Length > rest.Length - header.Size)
        {
            return MessagePackStatus.NeedsMore;
        }

        payload = rest.Slice(header.Size, (int)header.Length);
        Position += header.Size + (int)header.Length;
        return MessagePackStatus.Complete;
    }

    /// <summary>Takes a whole value and shows its bytes, header and all.</summary>
    /// <param name="value">The value's bytes.</param>
    public MessagePackStatus ReadWhole(out ReadOnlySpan<byte> value)
    {
        int start = Position;
        for (long left = 1; left > 0; left--)
        {
            MessagePackStatus status = Read(out MessagePackHeader header, out _);
            if (status != MessagePackStatus.Complete)
            {
                Position = start;
                value = default;
                return status;
            }

            left += header.Count;
        }

        value = _source[start..Position];
        return MessagePackStatus.Complete;
    }
}
