using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Records;

/// <summary>Tells several chunks of the one record whose fragments came in them. They were entrusted with it.</summary>
/// <param name="chunks">The chunks, each as often as fragments came in it.</param>
internal sealed class SeveralReceipts(IReadOnlyList<IReceipt> chunks) : IReceipt
{
    public bool KeepsBook => false;

    public void Entrust()
    {
        foreach (IReceipt chunk in chunks)
        {
            chunk.Entrust();
        }
    }

    public void Settle(DropReason? lost)
    {
        foreach (IReceipt chunk in chunks)
        {
            chunk.Settle(lost);
        }
    }
}
