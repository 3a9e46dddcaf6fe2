using PhiLens.Pipeline.Filtering.Editing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>One thing that is done to a Forward record. Shared by all threads.</summary>
public abstract class RecordStep
{
    private protected RecordStep()
    {
    }

    /// <summary>Whether it may change a record, rather than only decide about it.</summary>
    internal virtual bool Edits => true;

    /// <summary>Decides about a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="buffers">Where memory for long values comes from.</param>
    /// <param name="isKept">Whether it goes on.</param>
    /// <returns>Other than rented when memory has no room to decide.</returns>
    internal virtual RentStatus TryJudge(scoped in RecordView record, ReadBuffers buffers, out bool isKept)
    {
        isKept = true;
        return RentStatus.Rented;
    }

    /// <summary>Writes the changed record; when it does not fit, nothing is said and it is asked again.</summary>
    /// <param name="record">The record, a whole MessagePack map, with its joined line in its place.</param>
    /// <param name="part">Which part of the whole line stands in it.</param>
    /// <param name="to">Where it goes.</param>
    /// <returns>False when the record stays as it is.</returns>
    internal virtual bool TryWrite(ReadOnlySpan<byte> record, LinePart part, ref RecordWriter to) => false;
}
