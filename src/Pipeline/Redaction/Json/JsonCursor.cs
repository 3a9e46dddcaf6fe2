using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>Reads the tokens of a JSON document (RFC 8259), one after the other.</summary>
/// <param name="text">A text that begins with the document.</param>
internal ref struct JsonCursor(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the cursor stands.</summary>
    internal int At { get; private set; }

    /// <summary>The byte at the cursor; 0 at the end.</summary>
    internal readonly byte Next => At < _text.Length ? _text[At] : (byte)0;

    /// <summary>Goes behind a mark, if it is the next byte.</summary>
    internal bool Take(byte mark)
    {
        bool isNext = At < _text.Length && _text[At] == mark;
        At += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Goes behind a word, if it comes next.</summary>
    internal bool Take(ReadOnlySpan<byte> word)
    {
        bool isNext = _text[At..].StartsWith(word);
        At += isNext ? word.Length : 0;
        return isNext;
    }

    /// <summary>Goes behind blanks. Most documents of logs have none, so the first byte decides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SkipBlanks()
    {
        if (At < _text.Length && _text[At] <= (byte)' ')
        {
            SkipSome();
        }
    }

    /// <summary>Goes behind what looks like a number.</summary>
    /// <returns>Its length; 0 when none comes.</returns>
    internal int TakeNumber()
    {
        int length = _text[At..].IndexOfAnyExcept(NumberBytes);
        length = length < 0 ? _text.Length - At : length;
        At += length;
        return length;
    }

    /// <summary>Goes behind a string; a control character within it, which JSON forbids, is let pass.</summary>
    /// <param name="start">Behind the quote that opens it.</param>
    /// <param name="end">The quote that closes it.</param>
    /// <param name="hasEscapes">Whether a backslash stands in it.</param>
    /// <returns>False when none comes, or it has no end.</returns>
    internal bool TryString(out int start, out int end, out bool hasEscapes)
    {
        hasEscapes = false;
        start = end = At + 1;
        if (!Take((byte)'"'))
        {
            return false;
        }

        // Most strings are short, and escapes stand close together: a look is one comparison of 32 bytes.
        while (true)
        {
            int next = EndWithin32();
            if (next < 0)
            {
                return false;
            }

            At += next;
            if (_text[At] == '"')
            {
                end = At++;
                return true;
            }

            hasEscapes = true;
            At = Math.Min(At + 2, _text.Length);
        }
    }

    /// <summary>How far the next quote or backslash is; looked for within 32 bytes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int EndWithin32()
    {
        if (Vector256.IsHardwareAccelerated && _text.Length - At >= Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(in MemoryMarshal.GetReference(_text), (nuint)At);
            uint ends = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return BitOperations.TrailingZeroCount(ends);
            }
        }

        return _text[At..].IndexOfAny((byte)'"', (byte)'\\');
    }

    private void SkipSome()
    {
        while (At < _text.Length && _text[At] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            At++;
        }
    }
}
