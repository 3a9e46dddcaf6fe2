using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Structures.Hl7;

namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>Tells at a glance that no structure stands in a text, as in most.</summary>
internal static class StructureLook
{
    /// <summary>A shorter text is no structure that holds anything: <c>&lt;a&gt;b&lt;/a&gt;</c>.</summary>
    private const int Shortest = 9;

    /// <summary>A shorter text is no message: <c>MSH|^~\&amp;|A|B|C|D|</c>.</summary>
    private const int ShortestMessage = 16;

    /// <summary>Three loads, each a byte behind the one before, see <c>MSH</c> and <c>ISA</c> as a whole.</summary>
    private const int Window = 16 + 2;

    /// <summary>
    /// What structures do not come without: a byte that begins a document or an element or parts the fields of a
    /// segment, or the name of a segment that declares what parts them.
    /// </summary>
    internal static bool MayHold(ReadOnlySpan<byte> text)
    {
        if (text.Length < Window)
        {
            return text.Length >= ShortestMessage ? MayHoldMessage(text) : text.Length >= Shortest && HasBracket(text);
        }

        // A structure is longer than the two bytes at the end that no first load sees.
        int last = text.Length - Window;
        for (int at = 0; at < last; at += Vector128<byte>.Count)
        {
            if (HasMark(text, at))
            {
                return true;
            }
        }

        return HasMark(text, last) || Hl7Walker.BeginsWithSegment(text);
    }

    private static bool MayHoldMessage(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[Window];
        padded.Clear();
        text.CopyTo(padded);
        return HasMark(padded, 0) || Hl7Walker.BeginsWithSegment(text);
    }

    /// <summary>Whether a document or an element may begin in a text of 8 to 16 bytes.</summary>
    private static bool HasBracket(ReadOnlySpan<byte> text)
    {
        var bytes = Vector128.Create(
            Chars.EightAt(text, 0), Chars.EightAt(text, text.Length - sizeof(ulong))).AsByte();
        return (Vector128.Equals(bytes | Vector128.Create((byte)0x20), Vector128.Create((byte)'{'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'<'))) != Vector128<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasMark(ReadOnlySpan<byte> text, int at)
    {
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        var one = Vector128.LoadUnsafe(ref first);
        var two = Vector128.LoadUnsafe(ref first, 1);
        var three = Vector128.LoadUnsafe(ref first, 2);

        // A bracket is a brace but for one bit, and < is | but for another.
        Vector128<byte> marks = Vector128.Equals(one | Vector128.Create((byte)0x20), Vector128.Create((byte)'{'))
            | Vector128.Equals(one | Vector128.Create((byte)0x40), Vector128.Create((byte)'|'));
        Vector128<byte> message = Vector128.Equals(one, Vector128.Create((byte)'M'))
            & Vector128.Equals(three, Vector128.Create((byte)'H'));
        Vector128<byte> interchange = Vector128.Equals(one, Vector128.Create((byte)'I'))
            & Vector128.Equals(three, Vector128.Create((byte)'A'));
        Vector128<byte> headers = (message | interchange) & Vector128.Equals(two, Vector128.Create((byte)'S'));
        return (marks | headers) != Vector128<byte>.Zero;
    }
}
