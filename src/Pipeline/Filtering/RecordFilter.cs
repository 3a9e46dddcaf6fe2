using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering;

/// <summary>Keeps the records whose message matches one pattern and does not match another.</summary>
/// <param name="include">What a record must match; null for anything.</param>
/// <param name="exclude">What a record must not match; null for nothing.</param>
internal sealed class RecordFilter(TextPattern? include, TextPattern? exclude)
{
    /// <summary>Decides about a record.</summary>
    /// <param name="message">Its message, or the first piece of it.</param>
    /// <param name="buffers">Where memory for long messages comes from.</param>
    /// <param name="isKept">Whether the record goes on.</param>
    /// <returns>Other than rented when memory has no room to decide.</returns>
    internal RentStatus TryJudge(ReadOnlySpan<byte> message, ReadBuffers buffers, out bool isKept)
    {
        isKept = true;
        RentStatus status = RentStatus.Rented;
        if (include is not null)
        {
            status = include.TryMatch(message, buffers, out isKept);
        }

        if (exclude is not null && isKept && status == RentStatus.Rented)
        {
            status = exclude.TryMatch(message, buffers, out bool isExcluded);
            isKept = !isExcluded;
        }

        return status;
    }
}
