using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Acknowledging;

/// <summary>
/// Waits for the outcome of every record of one chunk, then tells those who asked. A record that was lost for want of
/// memory, or at shutdown, is the sender's to send again: the chunk is then never acknowledged. What the destination
/// rejected it would reject again, so that does not keep a chunk from being acknowledged.
/// </summary>
internal sealed class ChunkReceipt : IReceipt
{
    private readonly ChunkWindow _window;
    private readonly byte[] _name;
    private readonly Lock _gate = new();
    private readonly List<IAckSink> _askers = [];

    // The message itself counts as one, until all of its records are entrusted.
    private int _open = 1;
    private bool _isDenied;
    private bool _isAcknowledged;

    internal ChunkReceipt(ChunkWindow window, byte[] name, IAckSink asker)
    {
        _window = window;
        _name = name;
        _askers.Add(asker);
    }

    public bool KeepsBook => false;

    internal ReadOnlySpan<byte> Name => _name;

    /// <summary>When the chunk came, as a timestamp of the window's clock.</summary>
    internal long Came { get; init; }

    public void Entrust()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    public void Settle(DropReason? lost)
    {
        lock (_gate)
        {
            _open--;
            _isDenied |= lost is DropReason.Memory or DropReason.Shutdown;
            if (_open > 0)
            {
                return;
            }

            _isAcknowledged = !_isDenied;
        }

        if (_isAcknowledged)
        {
            Tell();
        }
        else
        {
            _window.Forget(this);
        }
    }

    /// <summary>The chunk came again. Its sender hears when the first one is settled, or now if it is.</summary>
    /// <param name="asker">Who sent it again.</param>
    internal void AskAgain(IAckSink asker)
    {
        lock (_gate)
        {
            _askers.Add(asker);
            if (!_isAcknowledged)
            {
                return;
            }
        }

        Tell();
    }

    private void Tell()
    {
        IAckSink[] askers;
        lock (_gate)
        {
            askers = [.. _askers];
            _askers.Clear();
        }

        foreach (IAckSink asker in askers)
        {
            asker.Acknowledge(_name);
        }
    }
}
