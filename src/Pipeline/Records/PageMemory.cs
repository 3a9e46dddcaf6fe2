using System.Buffers;
using System.Runtime.InteropServices;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Whole pages straight from the kernel, outside the garbage collector's heap. What is given back has left the process
/// at once, cleared by the kernel, and no collector or allocator decides when, or keeps it in case it is wanted again.
/// There is no finalizer: while pages are in use, the collector cannot know of the spans over them.
/// </summary>
internal sealed unsafe partial class PageMemory : MemoryManager<byte>
{
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAndAnonymous = 2 | 0x20;

    private readonly nint _start;

    /// <summary>Takes zeroed pages.</summary>
    /// <param name="size">How many bytes, a multiple of the page size.</param>
    /// <exception cref="InsufficientMemoryException">The kernel has no more.</exception>
    internal PageMemory(int size)
    {
        Size = size;
        _start = Map(0, (nuint)size, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        if (_start == -1)
        {
            throw new InsufficientMemoryException("The kernel gave no memory for a block.");
        }
    }

    internal int Size { get; }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new((void*)_start, Size);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Pages from the kernel never move.
    }

    /// <summary>Gives the pages back. Nothing may touch them afterwards.</summary>
    internal void GiveBack() => Dispose(disposing: true);

    /// <summary>Some of the memory, for those who must wait.</summary>
    internal Memory<byte> Part(int start, int length) => CreateMemory(start, length);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _ = Unmap(_start, (nuint)Size);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(
        nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
