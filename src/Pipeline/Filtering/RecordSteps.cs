using PhiLens.Pipeline.Filtering.Editing;
using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering;

/// <summary>Does several steps to a record, each to what the one before left.</summary>
/// <param name="steps">The steps in order.</param>
public sealed class RecordSteps(IEnumerable<RecordStep> steps) : IRecordSteps
{
    /// <summary>Room for what steps add, before the record is known to need more.</summary>
    private const int Spare = 512;

    private readonly RecordStep[] _steps = [.. steps];

    /// <inheritdoc/>
    public RentStatus TryApply(
        scoped in RecordView record, RecordScratch scratch, out ReadOnlySpan<byte> changed, out bool isKept)
    {
        changed = default;
        isKept = true;
        foreach (RecordStep step in _steps)
        {
            RentStatus status = step.Edits
                ? TryEdit(step, record, scratch, ref changed)
                : TryJudge(step, record, scratch.Buffers, changed, out isKept);
            if (status != RentStatus.Rented || !isKept)
            {
                return status;
            }
        }

        return RentStatus.Rented;
    }

    /// <summary>Decides by the first part of a long line, as of a line that is whole.</summary>
    private static RentStatus TryJudge(
        RecordStep step, scoped in RecordView record, ReadBuffers buffers, ReadOnlySpan<byte> changed, out bool isKept)
    {
        isKept = true;
        return !record.Part.IsFirst ? RentStatus.Rented
            : changed.IsEmpty ? step.TryJudge(record, buffers, out isKept)
            : step.TryJudge(new RecordView(changed, default, false, record.Part), buffers, out isKept);
    }

    private static RentStatus TryEdit(
        RecordStep step, scoped in RecordView record, RecordScratch scratch, ref ReadOnlySpan<byte> changed)
    {
        RentStatus status = RentStatus.Rented;
        if (changed.IsEmpty && record.IsJoined)
        {
            status = TryPutLine(record, scratch, ref changed);
        }

        long size = (changed.IsEmpty ? record.Record.Length : changed.Length) + Spare;
        while (status == RentStatus.Rented)
        {
            status = scratch.TryMakeRoom(size, out Span<byte> room);
            if (status != RentStatus.Rented)
            {
                break;
            }

            var writer = new RecordWriter(room);
            bool isChanged = changed.IsEmpty
                ? step.TryWrite(record.Record, record.Part, ref writer)
                : step.TryWrite(changed, record.Part, ref writer);
            if (!writer.IsFull || !isChanged)
            {
                writer.Finish();
                changed = isChanged ? scratch.Take(writer.Length) : changed;
                return RentStatus.Rented;
            }

            size = room.Length * 2L;
        }

        return status;
    }

    /// <summary>Puts a joined line where the record's own was, and leaves out what told of fragments.</summary>
    private static RentStatus TryPutLine(
        scoped in RecordView record, RecordScratch scratch, ref ReadOnlySpan<byte> changed)
    {
        RentStatus status = scratch.TryMakeRoom(record.Record.Length + record.Line.Length + Spare, out Span<byte> room);
        if (status != RentStatus.Rented)
        {
            return status;
        }

        var writer = new RecordWriter(room);
        var fields = new RecordReader(record.Record);
        while (fields.Read())
        {
            if (fields.Name.SequenceEqual("log"u8))
            {
                writer.CountField();
                writer.Raw(fields.Key);
                writer.Text(record.Line);
            }
            else if (!fields.Name.StartsWith("partial_"u8))
            {
                writer.Field(fields.Key, fields.Value);
            }
        }

        writer.Finish();
        changed = scratch.Take(writer.Length);
        return RentStatus.Rented;
    }
}
