namespace PhiLens.Pipeline.Records;

/// <summary>A rented piece of memory that may hold log bytes. It belongs to one holder at a time.</summary>
public sealed class Block
{
    internal Block(int size) => Bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);

    /// <summary>The block's memory; its length is the block's whole size.</summary>
    internal byte[] Bytes { get; }

    /// <summary>The block's size in bytes, a power of two from 4 KiB up.</summary>
    public int Size => Bytes.Length;

    /// <summary>How many bytes its holder has filled; zero when rented.</summary>
    public int Length { get; internal set; }

    /// <summary>The filled part.</summary>
    public ReadOnlySpan<byte> Filled => Bytes.AsSpan(0, Length);

    /// <summary>The filled part, for writers that must wait.</summary>
    public ReadOnlyMemory<byte> FilledMemory => Bytes.AsMemory(0, Length);

    /// <summary>The part that is still free.</summary>
    internal Span<byte> Free => Bytes.AsSpan(Length);
}
