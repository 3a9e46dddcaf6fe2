using PhiLens.Pipeline.Filtering.Editing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>Takes fields out by their names, or all others, as Fluent Bit's <c>record_modifier</c> does.</summary>
/// <param name="names">The names in any case; a last star stands for any rest.</param>
/// <param name="isAllowed">Whether these are the fields that stay, rather than those that go.</param>
public sealed class PickStep(IEnumerable<string> names, bool isAllowed) : RecordStep
{
    private readonly FieldNames _names = new(names);

    internal override bool TryWrite(ReadOnlySpan<byte> record, LinePart part, ref RecordWriter to)
    {
        var fields = new RecordReader(record);
        while (fields.Read())
        {
            if (_names.Contain(fields.Name) == isAllowed)
            {
                to.Field(fields.Key, fields.Value);
            }
        }

        return true;
    }
}
