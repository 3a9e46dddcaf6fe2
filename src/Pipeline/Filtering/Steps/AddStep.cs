using System.Text;
using PhiLens.Pipeline.Filtering.Editing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>Adds text fields behind the others, whatever is there: Fluent Bit's <c>record_modifier</c>.</summary>
/// <param name="fields">The fields in order.</param>
public sealed class AddStep(IEnumerable<KeyValuePair<string, string>> fields) : RecordStep
{
    private readonly (byte[] Key, byte[] Value)[] _fields =
        [.. fields.Select(f => (Encoding.UTF8.GetBytes(f.Key), Encoding.UTF8.GetBytes(f.Value)))];

    internal override bool TryWrite(ReadOnlySpan<byte> record, LinePart part, ref RecordWriter to)
    {
        var old = new RecordReader(record);
        while (old.Read())
        {
            to.Field(old.Key, old.Value);
        }

        foreach ((byte[] key, byte[] value) in _fields)
        {
            to.TextField(key, value);
        }

        return true;
    }
}
