namespace PhiLens.Pipeline.Records;

/// <summary>
/// What is done to the Forward records of one tag before they are shaped: some are left out, others are changed. Shared
/// by all threads.
/// </summary>
public interface IRecordSteps
{
    /// <summary>Does all steps. The same record comes again when it waits for room, with the same result.</summary>
    /// <param name="record">The record.</param>
    /// <param name="scratch">Where a changed record is written.</param>
    /// <param name="changed">The changed record, valid until the next call; empty when it stays as it is.</param>
    /// <param name="isKept">Whether it goes on; only asked of the first part of a line.</param>
    /// <returns>Other than rented when memory has no room; the record must then not go on.</returns>
    RentStatus TryApply(
        scoped in RecordView record, RecordScratch scratch, out ReadOnlySpan<byte> changed, out bool isKept);
}
