using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// The names on the way to the field at hand, through documents within documents. Names beyond its bounds are not kept:
/// a rule by path does not reach that deep.
/// </summary>
/// <param name="memory">Where the memory for names comes from.</param>
internal sealed class PathStack(ScratchMemory memory)
{
    private const int MostNames = 256;
    private const int MostBytes = 16 * 1024;

    private readonly Scratch _bytes = new(memory);
    private readonly (int Start, int End)[] _names = new (int, int)[MostNames];
    private int _beyond;

    /// <summary>How many names there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The last name; empty when there is none.</summary>
    internal ReadOnlySpan<byte> Last =>
        Count == 0 ? default : _bytes.Bytes[_names[Count - 1].Start.._names[Count - 1].End];

    private int End => Count == 0 ? 0 : _names[Count - 1].End;

    /// <summary>Goes down to a field.</summary>
    internal void Push(ReadOnlySpan<byte> name)
    {
        int start = End;
        if (_beyond > 0 || Count == MostNames || start + name.Length > MostBytes
            || !_bytes.TryGrow(start + name.Length))
        {
            _beyond++;
            return;
        }

        name.CopyTo(_bytes.Bytes[start..]);
        _names[Count++] = (start, start + name.Length);
    }

    /// <summary>Goes up again.</summary>
    internal void Pop()
    {
        if (_beyond > 0)
        {
            _beyond--;
        }
        else
        {
            Count--;
        }
    }

    /// <summary>The path from a document's root.</summary>
    /// <param name="root">How many names there were when the document began.</param>
    /// <param name="isFhir">Whether the document is FHIR.</param>
    internal KeyPath From(int root, bool isFhir) => _beyond > 0
        ? default
        : new KeyPath(_bytes.Bytes, _names.AsSpan(root, Count - root), isFhir);

    /// <summary>Goes up to where the path was before, wherever the walk broke off.</summary>
    internal void TruncateTo(int count)
    {
        _beyond = Count > count ? 0 : _beyond;
        Count = count;
    }

    internal void Clear()
    {
        Count = 0;
        _beyond = 0;
    }

    /// <summary>Gives the memory back.</summary>
    internal void Rest()
    {
        Clear();
        _bytes.Rest();
    }
}
