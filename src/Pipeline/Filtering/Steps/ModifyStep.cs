using System.Text;
using PhiLens.Pipeline.Filtering.Editing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>Does one rule of Fluent Bit's <c>modify</c>.</summary>
/// <param name="action">What it does.</param>
/// <param name="key">The field's name.</param>
/// <param name="argument">The value, or the other name; empty where the action has none.</param>
public sealed class ModifyStep(ModifyAction action, string key, string argument) : RecordStep
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly byte[] _argument = Encoding.UTF8.GetBytes(argument);

    internal override bool TryWrite(ReadOnlySpan<byte> record, LinePart part, ref RecordWriter to)
    {
        bool isThere = !RecordMap.Find(record, _key).IsEmpty;
        if (action is ModifyAction.Set or ModifyAction.Add)
        {
            return (action == ModifyAction.Set || !isThere) && Append(record, ref to);
        }

        if (action is ModifyAction.Remove or ModifyAction.RemoveWildcard)
        {
            WriteWithout(record, ref to);
            return true;
        }

        bool isHard = action is ModifyAction.HardRename or ModifyAction.HardCopy;
        bool isTaken = !RecordMap.Find(record, _argument).IsEmpty;
        bool isItself = _key.AsSpan().SequenceEqual(_argument);
        if (!isThere || isItself || (isTaken && !isHard))
        {
            return false;
        }

        WriteRenamed(record, action is ModifyAction.Copy or ModifyAction.HardCopy, ref to);
        return true;
    }

    private bool Append(ReadOnlySpan<byte> record, ref RecordWriter to)
    {
        WriteWithout(record, ref to);
        to.TextField(_key, _argument);
        return true;
    }

    private void WriteWithout(ReadOnlySpan<byte> record, ref RecordWriter to)
    {
        var fields = new RecordReader(record);
        while (fields.Read())
        {
            bool goes = action == ModifyAction.RemoveWildcard
                ? fields.Name.StartsWith(_key)
                : fields.Name.SequenceEqual(_key);
            if (!goes)
            {
                to.Field(fields.Key, fields.Value);
            }
        }
    }

    private void WriteRenamed(ReadOnlySpan<byte> record, bool isCopy, ref RecordWriter to)
    {
        var fields = new RecordReader(record);
        while (fields.Read())
        {
            bool isOne = fields.Name.SequenceEqual(_key);
            if (fields.Name.SequenceEqual(_argument) || (isOne && !isCopy))
            {
                // The other name gives way.
            }
            else
            {
                to.Field(fields.Key, fields.Value);
            }

            if (isOne)
            {
                to.CountField();
                to.Text(_argument);
                to.Raw(fields.Value);
            }
        }
    }
}
