using System.Diagnostics.CodeAnalysis;

namespace PhiLens.Pipeline.Records;

/// <summary>A rented piece of memory that may hold log bytes. It belongs to one holder at a time.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A holder returns it to the pool, which gives the pages back.")]
public sealed class Block
{
    private readonly PageMemory _pages;

    internal Block(int size) => _pages = new PageMemory(size);

    /// <summary>The block's memory; its length is the block's whole size.</summary>
    internal Span<byte> Bytes => _pages.GetSpan();

    /// <summary>The block's size in bytes, a power of two from 4 KiB up.</summary>
    public int Size => _pages.Size;

    /// <summary>How many bytes its holder has filled; zero when rented.</summary>
    public int Length { get; internal set; }

    /// <summary>Whether it is beyond what read buffers share; see <see cref="ReadShare"/>.</summary>
    internal bool IsBeyondShare { get; set; }

    /// <summary>The filled part.</summary>
    public ReadOnlySpan<byte> Filled => Bytes[..Length];

    /// <summary>The filled part, for writers that must wait.</summary>
    public ReadOnlyMemory<byte> FilledMemory => MemoryOf(0, Length);

    /// <summary>The part that is still free.</summary>
    internal Span<byte> Free => Bytes[Length..];

    /// <summary>The memory from an offset to the block's end, for readers that must wait.</summary>
    internal Memory<byte> MemoryFrom(int start) => MemoryOf(start, Size - start);

    /// <summary>Some of the memory, for those who must wait.</summary>
    internal Memory<byte> MemoryOf(int start, int length) => _pages.Part(start, length);

    /// <summary>Gives the memory back to the kernel. Only the pool does, with a block that nobody holds.</summary>
    internal void GiveBack() => _pages.GiveBack();
}
