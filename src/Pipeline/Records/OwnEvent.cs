using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Records;

/// <summary>Marks an event that the product itself wrote: it is in no book, whatever becomes of it.</summary>
public sealed class OwnEvent : IReceipt
{
    private OwnEvent()
    {
    }

    /// <summary>The one mark.</summary>
    public static OwnEvent Instance { get; } = new();

    /// <inheritdoc/>
    public bool KeepsBook => true;

    /// <inheritdoc/>
    public void Entrust()
    {
        // Nobody waits to hear of it.
    }

    /// <inheritdoc/>
    public void Settle(DropReason? lost)
    {
        // It was no source's record.
    }
}
