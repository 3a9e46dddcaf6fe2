using PhiLens.Pipeline.Framing.Forward.Compression;
using PhiLens.Pipeline.Records;
using State = PhiLens.Pipeline.Framing.Forward.DecoderState;

namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>
/// Takes the entries, views over what the source read, out of one connection's bytes (<see cref="ForwardMessage"/>). A
/// message is looked into when it is whole; damage takes back no entry before it.</summary>
internal sealed class ForwardDecoder : IDisposable
{
    /// <summary>The longest message: 8 MiB. Fluent Bit's own input takes 6 MB.</summary>
    internal const int UsualFrame = 8 * 1024 * 1024;

    /// <summary>The most that one message's compressed entries may grow to: 16 MiB.</summary>
    internal const int UsualInflated = 16 * 1024 * 1024;

    private readonly ReadBuffers _buffers;
    private readonly int _maxFrame, _maxInflated;
    private readonly GrowingBuffer _input;
    private readonly ValueScanner _frame = new();

    // The message at hand, at the front of the input.
    private State _state;
    private ForwardMessage _message;
    private int _taken, _at;
    private InflatedEntries? _inflated;

    // The entry that is shown.
    private readonly ValueScanner _entry = new();
    private long _time;
    private Range _record;

    /// <summary>Makes a decoder with a small buffer.</summary>
    /// <param name="buffers">Where buffers come from.</param>
    /// <param name="maxFrame">The longest message in bytes.</param>
    /// <param name="maxInflated">The most bytes that one message's compressed entries may grow to.</param>
    internal ForwardDecoder(ReadBuffers buffers, int maxFrame, int maxInflated)
    {
        (_buffers, _maxFrame, _maxInflated) = (buffers, maxFrame, maxInflated);
        _input = new GrowingBuffer(buffers);
    }

    /// <summary>What is wrong with the connection; none as long as it can be read.</summary>
    internal MalformedReason Reason { get; private set; }

    /// <summary>Whether a message has come in part.</summary>
    internal bool IsHalfRead => _state == State.Discarding || !_input.Held.IsEmpty;

    /// <summary>Where the source reads to next, after <see cref="Prepare"/> said that there is room.</summary>
    internal Memory<byte> Buffer => _input.Free;

    /// <summary>Makes room for the next read. All entries must have been taken before.</summary>
    internal RentStatus Prepare() => _input.Prepare();

    /// <summary>The source has read bytes into <see cref="Buffer"/>.</summary>
    /// <param name="count">How many.</param>
    internal void Advance(int count) => _input.Advance(count);

    /// <summary>Shows the next entry or event. Shows the same one again until <see cref="MoveOn"/>.</summary>
    /// <param name="entry">The entry; of other steps within a message its tag and chunk alone.</param>
    internal ForwardStep Read(out ForwardEntry entry)
    {
        while (true)
        {
            ForwardStep? step = _state switch
            {
                State.BetweenMessages => OpenMessage(),
                State.Discarding => Discarded(),
                State.WithinMessage when _message.IsSingle => ReadSingle(),
                State.WithinMessage when _message.IsCompressed => FindInflated(),
                State.WithinMessage => FindEntry(),
                State.AtEntry => ForwardStep.Entry,
                State.AtEndOfChunk => ForwardStep.EndOfChunk,
                State.AtOtherSignal => ForwardStep.OtherSignal,
                _ => ForwardStep.Malformed,
            };
            if (step is { } found)
            {
                entry = found < ForwardStep.NeedsBytes ? Show() : default;
                return found;
            }
        }
    }

    /// <summary>Goes behind what was shown.</summary>
    internal void MoveOn()
    {
        if (_state == State.AtEndOfChunk)
        {
            TakeMessage();
        }
        else if (_state == State.AtOtherSignal || _message.IsSingle)
        {
            CloseMessage();
        }
        else
        {
            _inflated?.Take(_entry.Length);
            _taken++;
            _at += _entry.Length;
            _entry.Reset();
            _state = State.WithinMessage;
        }
    }

    /// <summary>Gives up the rest of the message at hand; the end of its chunk is still shown.</summary>
    /// <returns>How many entries it still has, as the client says: at least one.</returns>
    internal long GiveUpMessage()
    {
        long left = Math.Max(1, _message.Size - _taken);
        CloseMessage();
        return left;
    }

    /// <summary>Gives up the message that is half read, and whatever of it is still to come.</summary>
    /// <returns>How many entries it has, as far as can be told: at least one.</returns>
    internal long Discard()
    {
        _state = State.Discarding;
        return ForwardMessage.CountEntries(_input.Held);
    }

    /// <summary>Why there was no room, after <see cref="ForwardStep.NeedsRoom"/>.</summary>
    internal RentStatus Missing => _inflated?.Missing ?? RentStatus.NoRoom;

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        _inflated?.Dispose();
        _input.Dispose();
    }

    private ForwardStep? OpenMessage()
    {
        ReadOnlySpan<byte> held = _input.Held;
        MessagePackStatus status = _frame.Scan(held, _maxFrame);
        if (status != MessagePackStatus.Complete)
        {
            return status == MessagePackStatus.NeedsMore ? ForwardStep.NeedsBytes : Fail(_frame.Reason);
        }

        ReadOnlySpan<byte> bytes = held[.._frame.Length];
        if (ForwardMessage.IsPassedOver(bytes))
        {
            TakeMessage();
            return null;
        }

        MalformedReason reason = ForwardMessage.TryRead(bytes, _frame, out _message);
        if (reason != MalformedReason.None)
        {
            return Fail(reason);
        }

        _state = _message.IsOtherSignal ? State.AtOtherSignal : State.WithinMessage;
        _at = _message.Entries.Start.Value;
        _taken = 0;
        if (_message is { IsCompressed: true, IsOtherSignal: false })
        {
            _inflated = new InflatedEntries(_buffers, _input.HeldMemory[_message.Entries], _maxInflated);
        }

        return null;
    }

    private ForwardStep ReadSingle() =>
        ShowEntry(_input.Held[_at..], _frame.Element(2).._message.Entries.End.Value, _input.Held[_frame.Element(2)]);

    private ForwardStep? FindEntry()
    {
        ReadOnlySpan<byte> rest = _input.Held[_at.._message.Entries.End.Value];
        if (rest.IsEmpty)
        {
            CloseMessage();
            return null;
        }

        return _entry.Scan(rest, _maxFrame) == MessagePackStatus.Complete
            ? ReadPair(rest, _at)
            : Fail(_entry.Reason == MalformedReason.None ? MalformedReason.NotAnEntry : _entry.Reason);
    }

    private ForwardStep? FindInflated()
    {
        MessagePackStatus status = _entry.Scan(_inflated!.Held, _maxFrame);
        if (status == MessagePackStatus.Complete)
        {
            return ReadPair(_inflated.Held, 0);
        }

        if (status == MessagePackStatus.Malformed)
        {
            return Fail(_entry.Reason);
        }

        ForwardStep? wait = _inflated.Fill();
        if (!_inflated.IsOver)
        {
            return wait;
        }

        if (_inflated.Reason != MalformedReason.None || !_inflated.Held.IsEmpty)
        {
            return Fail(_inflated.Reason == MalformedReason.None ? MalformedReason.NotAnEntry : _inflated.Reason);
        }

        CloseMessage();
        return null;
    }

    /// <summary>Reads <c>[time, record]</c>, whose end the scanner has found.</summary>
    private ForwardStep ReadPair(ReadOnlySpan<byte> entry, int offset)
    {
        _ = MessagePackHeader.Read(entry, out MessagePackHeader pair);
        if (pair is not { Kind: MessagePackKind.Array, Count: 2 })
        {
            return Fail(MalformedReason.NotAnEntry);
        }

        Range record = (offset + _entry.Element(1))..(offset + _entry.Length);
        return ShowEntry(entry[_entry.Element(0)..], record, entry[_entry.Element(1)]);
    }

    private ForwardStep ShowEntry(ReadOnlySpan<byte> time, Range record, byte firstOfRecord)
    {
        if (!EventTime.TryRead(time, out _time))
        {
            return Fail(MalformedReason.NotATime);
        }

        // A map: fixmap, map 16 or map 32.
        if (firstOfRecord is not ((>= 0x80 and <= 0x8F) or 0xDE or 0xDF))
        {
            return Fail(MalformedReason.NotARecord);
        }

        _record = record;
        _state = State.AtEntry;
        return ForwardStep.Entry;
    }

    private ForwardStep? Discarded()
    {
        MessagePackStatus status = _frame.Scan(_input.Held, int.MaxValue);
        if (status == MessagePackStatus.Malformed)
        {
            return Fail(_frame.Reason);
        }

        if (status == MessagePackStatus.NeedsMore)
        {
            int scanned = Math.Min(_frame.Length, _input.Held.Length);
            _input.Take(scanned);
            _frame.Forget(scanned);
            return ForwardStep.NeedsBytes;
        }

        TakeMessage();
        return null;
    }

    private ForwardEntry Show() => new()
    {
        Tag = _input.Held[_message.Tag],
        Chunk = _input.Held[_message.Chunk],
        Time = _time,
        Record = _state == State.AtEntry ? (_inflated is null ? _input.Held : _inflated.Held)[_record] : default,
    };

    private void CloseMessage()
    {
        if (_message.HasChunk)
        {
            _state = State.AtEndOfChunk;
        }
        else
        {
            TakeMessage();
        }
    }

    private void TakeMessage()
    {
        _inflated?.Dispose();
        _inflated = null;
        _entry.Reset();
        _input.Take(_frame.Length);
        _frame.Reset();
        _state = State.BetweenMessages;
    }

    private ForwardStep Fail(MalformedReason reason)
    {
        _input.Take(_input.Held.Length);
        Reason = reason;
        _state = State.Malformed;
        return ForwardStep.Malformed;
    }
}
