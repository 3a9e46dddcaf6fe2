namespace PhiLens.Pipeline.Acknowledging;

/// <summary>
/// The chunks of the last ten minutes, 4,096 at most, over all connections: a client that missed an acknowledgement
/// sends its chunk again, often on another connection, and it must not be delivered twice.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="most">The most chunks that are remembered.</param>
internal sealed class ChunkWindow(TimeProvider time, int most = 4096)
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChunkReceipt> _known = new(StringComparer.Ordinal);
    private readonly Queue<ChunkReceipt> _order = new();

    /// <summary>A chunk came.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="asker">Who wants to hear that it is safe.</param>
    /// <returns>The receipt for its records; null when it is known already, and its records must be left out.</returns>
    internal ChunkReceipt? Open(ReadOnlySpan<byte> name, IAckSink asker)
    {
        string key = KeyOf(name);
        ChunkReceipt? known;
        lock (_gate)
        {
            ForgetOld();
            if (!_known.TryGetValue(key, out known))
            {
                var fresh = new ChunkReceipt(this, name.ToArray(), asker) { Came = time.GetTimestamp() };
                _known[key] = fresh;
                _order.Enqueue(fresh);
                return fresh;
            }
        }

        known.AskAgain(asker);
        return null;
    }

    /// <summary>A chunk was lost: when it comes again, it is as new.</summary>
    /// <param name="lost">The chunk's receipt.</param>
    internal void Forget(ChunkReceipt lost)
    {
        lock (_gate)
        {
            Remove(lost);
        }
    }

    private static string KeyOf(ReadOnlySpan<byte> name) => Convert.ToBase64String(name);

    private void ForgetOld()
    {
        while (_order.TryPeek(out ChunkReceipt? oldest)
            && (_order.Count >= most || time.GetElapsedTime(oldest.Came) > Age))
        {
            Remove(_order.Dequeue());
        }
    }

    private void Remove(ChunkReceipt chunk)
    {
        string key = KeyOf(chunk.Name);
        if (_known.TryGetValue(key, out ChunkReceipt? known) && known == chunk)
        {
            _known.Remove(key);
        }
    }
}
