using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// The memory of one pass, which remembers that it could not be had: scanners go on with what they have and need not
/// unwind, and what they found is thrown away.
/// </summary>
/// <param name="buffers">Where it comes from.</param>
internal sealed class ScratchMemory(ReadBuffers buffers)
{
    /// <summary>Other than rented when memory ran out since <see cref="Reset"/>.</summary>
    internal RentStatus Status { get; private set; } = RentStatus.Rented;

    internal void Reset() => Status = RentStatus.Rented;

    internal bool TryRent(int size, out Block? block)
    {
        RentStatus status = buffers.TryRent(size, out block);
        if (status != RentStatus.Rented)
        {
            Status = status;
        }

        return status == RentStatus.Rented;
    }

    internal void Return(Block block) => buffers.Return(block);
}
