using System.Text;
using PhiLens.Pipeline.Filtering.Editing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>
/// Makes fields of a field that holds a JSON object, as Fluent Bit's <c>parser</c> does: the members first, then the
/// record's other fields. A record whose field holds none stays as it is, and so does a piece of a longer line.
/// </summary>
/// <param name="key">The field's name.</param>
/// <param name="keepsOthers">Whether the record's other fields stay.</param>
/// <param name="keepsKey">Whether the field itself stays too; only with the others.</param>
public sealed class ParseJsonStep(string key, bool keepsOthers, bool keepsKey) : RecordStep
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    internal override bool TryWrite(ReadOnlySpan<byte> record, LinePart part, ref RecordWriter to)
    {
        bool isWhole = part.IsFirst && part.IsLast;
        if (!isWhole
            || !RecordMap.TryReadText(RecordMap.Find(record, _key), out ReadOnlySpan<byte> json)
            || !default(JsonFields).TryWrite(json, ref to))
        {
            return false;
        }

        var fields = new RecordReader(record);
        while (keepsOthers && fields.Read())
        {
            if (keepsKey || !fields.Name.SequenceEqual(_key))
            {
                to.Field(fields.Key, fields.Value);
            }
        }

        return true;
    }
}
