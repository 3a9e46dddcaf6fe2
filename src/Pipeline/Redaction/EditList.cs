using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// The claims on one record, in the order in which they were made. A scanner of a part makes claims in the part's own
/// positions; whoever called it moves those after its mark to the positions of the whole.
/// </summary>
/// <param name="memory">Where the list's memory comes from.</param>
internal sealed class EditList(ScratchMemory memory)
{
    /// <summary>
    /// A record with more claims is withheld: 1 MiB of social security numbers, one behind the other, has 87,382.
    /// </summary>
    private const int Most = 131_072;

    private readonly Scratch _scratch = new(memory);

    /// <summary>How many claims there are: a mark for those to come.</summary>
    internal int Count { get; private set; }

    /// <summary>Whether a claim found no room.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>The claims from a mark on.</summary>
    internal Span<Edit> From(int mark) => MemoryMarshal.Cast<byte, Edit>(_scratch.Bytes)[mark..Count];

    internal void Add(in Edit edit)
    {
        int size = (Count + 1) * Unsafe.SizeOf<Edit>();
        if (Count >= Most || !_scratch.TryGrow(size))
        {
            IsFull = Count >= Most;
            return;
        }

        MemoryMarshal.Cast<byte, Edit>(_scratch.Bytes)[Count++] = edit;
    }

    /// <summary>Takes back the claims from a mark on.</summary>
    internal void TruncateTo(int mark) => Count = mark;

    /// <summary>Moves the claims from a mark on by a distance.</summary>
    internal void Shift(int mark, int distance)
    {
        foreach (ref Edit edit in From(mark))
        {
            edit.Start += distance;
            edit.End += distance;
        }
    }

    internal void Clear()
    {
        Count = 0;
        IsFull = false;
    }

    /// <summary>Gives the memory back.</summary>
    internal void Rest()
    {
        Clear();
        _scratch.Rest();
    }
}
