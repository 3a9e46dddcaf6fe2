namespace PhiLens.Pipeline.Records;

/// <summary>
/// What the read buffers of all lanes may take of the budget: half of it, so that batches can always move on, however
/// many long lines are half read. When that is taken, one lane may go beyond it by a quarter of the budget: it can
/// finish, and then the next one can, where all would wait for one another.
/// </summary>
/// <param name="limit">The budget's limit in bytes.</param>
internal sealed class ReadShare(long limit)
{
    private readonly MemoryBudget _share = new(Math.Max(1, limit / 2));
    private readonly MemoryBudget _beyond = new(Math.Max(1, limit / 4));
    private readonly Lock _gate = new();
    private object? _oneBeyond;

    /// <summary>Takes bytes for a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="isBeyond">Whether they are beyond the share, and so to be given back.</param>
    /// <returns><see cref="RentStatus.Rented"/>, or why not.</returns>
    internal RentStatus TryReserve(object lane, int bytes, out bool isBeyond)
    {
        isBeyond = false;
        if (_share.TryReserve(bytes))
        {
            return RentStatus.Rented;
        }

        lock (_gate)
        {
            if (_oneBeyond is not null && _oneBeyond != lane)
            {
                return bytes > _beyond.Limit ? RentStatus.TooLarge : RentStatus.NoShare;
            }

            isBeyond = _beyond.TryReserve(bytes);
            _oneBeyond = _beyond.Used > 0 ? lane : null;
            return isBeyond ? RentStatus.Rented : RentStatus.TooLarge;
        }
    }

    /// <summary>Gives bytes back.</summary>
    internal void Release(int bytes, bool isBeyond)
    {
        if (!isBeyond)
        {
            _share.ReleaseQuietly(bytes);
            return;
        }

        lock (_gate)
        {
            _beyond.ReleaseQuietly(bytes);
            _oneBeyond = _beyond.Used > 0 ? _oneBeyond : null;
        }
    }
}
