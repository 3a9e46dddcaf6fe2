namespace PhiLens.Pipeline.Records;

/// <summary>A receipt that a batch owes for one of its events.</summary>
/// <param name="EventIndex">Which of the batch's events.</param>
/// <param name="Receipt">Who is to be told.</param>
public readonly record struct OwedReceipt(int EventIndex, IReceipt Receipt);
