using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using PhiLens.Pipeline.Redaction.Detectors;

namespace PhiLens.Pipeline.Redaction.Text.Words;

/// <summary>
/// The words that lead to something. A word of the text is first looked up by its first three letters in a table of
/// 4 KiB, which few ordinary words pass; then it is compared with the words that begin like it, the longest first.
/// </summary>
internal static class Vocabulary
{
    private const int LetterBits = 5;
    private const int LetterMask = (1 << LetterBits) - 1;
    private const int Pairs = 1 << (2 * LetterBits);
    private const int Codes = 1 << (3 * LetterBits);

    /// <summary>One bit for each third letter, at the first and the second.</summary>
    private static readonly uint[] ThirdLetters = new uint[Pairs];

    /// <summary>
    /// The bits of what may stand behind two letters: <c>. " # - _ = : 1</c>, a blank and the text's end.
    /// </summary>
    private const uint BehindTwo = (1u << ('.' & LetterMask)) | (1u << ('"' & LetterMask)) | (1u << ('#' & LetterMask))
        | (1u << ('-' & LetterMask)) | (1u << ('_' & LetterMask)) | (1u << ('=' & LetterMask))
        | (1u << (':' & LetterMask)) | (1u << ('1' & LetterMask)) | 1u;

    /// <summary>Where the words of a beginning start among all, plus 1; 0 for none.</summary>
    private static readonly ushort[] First = new ushort[Codes];

    private static readonly Keyword[] All = Build();

    /// <summary>Where a word of the vocabulary may begin.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where a block of 64 bytes begins, which may go beyond the text's end.</param>
    /// <param name="starts">Where words begin in the block: one bit for each byte, none beyond the text's end.</param>
    /// <returns>Those starts that one of the vocabulary's words may have.</returns>
    internal static ulong MayBegin(ReadOnlySpan<byte> text, int at, ulong starts)
    {
        if (text.Length - at < ByteClasses.Size + sizeof(uint))
        {
            return MayBeginAtEnd(text, at, starts);
        }

        // Bits are gathered without a branch for each word, of which hardly any passes.
        ref byte block = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        ref uint table = ref MemoryMarshal.GetArrayDataReference(ThirdLetters);
        ulong hits = 0;
        for (; starts != 0; starts &= starts - 1)
        {
            int bit = BitOperations.TrailingZeroCount(starts);
            hits |= (ulong)Passes(ref table, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref block, bit))) << bit;
        }

        return hits;
    }

    private static ulong MayBeginAtEnd(ReadOnlySpan<byte> text, int at, ulong starts)
    {
        ref uint table = ref MemoryMarshal.GetArrayDataReference(ThirdLetters);
        ulong hits = 0;
        for (; starts != 0; starts &= starts - 1)
        {
            int bit = BitOperations.TrailingZeroCount(starts);
            hits |= (ulong)Passes(ref table, FourAt(text, at + bit)) << bit;
        }

        return hits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FourAt(ReadOnlySpan<byte> text, int start) => text.Length - start >= sizeof(uint)
        ? Unsafe.ReadUnaligned<uint>(in text[start])
        : (uint)Chars.EightAt(text, start);

    /// <summary>1 when one of the vocabulary's words may begin with four bytes; two numbers of five bits never pass the
    /// table's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Passes(ref uint table, uint bytes)
    {
        uint pair = ((bytes & LetterMask) << LetterBits) | ((bytes >> 8) & LetterMask);
        return (Unsafe.Add(ref table, pair) >> (int)(bytes >> 16)) & 1;
    }

    /// <summary>The longest word of the vocabulary that begins at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where a word begins.</param>
    /// <param name="end">Behind the word that was found.</param>
    internal static Keyword? Find(ReadOnlySpan<byte> text, int start, out int end)
    {
        ulong bytes = Chars.EightAt(text, start);
        int first = First[CodeOf((uint)bytes)];
        for (Keyword? word = first == 0 ? null : All[first - 1]; word is not null; word = word.Next)
        {
            end = word.Begins(bytes) ? EndOf(text, start + word.HeadLength, word.Literal.AsSpan(word.HeadLength)) : 0;
            if (end != 0)
            {
                return word;
            }
        }

        end = 0;
        return null;
    }

    /// <summary>Behind the rest of a word; 0 when something else stands there.</summary>
    private static int EndOf(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> rest)
    {
        int at = start;
        foreach (byte letter in rest)
        {
            byte next = Chars.At(text, at);
            if (letter == ' ')
            {
                at += next is (byte)' ' or (byte)'_' or (byte)'-' or (byte)'.' ? 1 : 0;
                continue;
            }

            if (letter != next && (!Chars.IsUpper(next) || (next | Chars.Case) != letter))
            {
                return 0;
            }

            at++;
        }

        return Chars.IsLetter(Chars.At(text, at)) && !IsHump(text, at) ? 0 : at;
    }

    /// <summary>Whether a capital letter behind a small one begins a word of its own, as in <c>ssnValue</c>.</summary>
    private static bool IsHump(ReadOnlySpan<byte> text, int at) =>
        Chars.IsUpper(text[at]) && !Chars.IsUpper(text[at - 1]);

    private static Keyword[] Build()
    {
        Keyword[] words = [.. Lexicon.Words.Concat(Lexicon.People).Concat(Lexicon.Secrets)
            .Select(w => new Keyword(Encoding.ASCII.GetBytes(w.Words), w.Uses, w.Hints))
            .OrderBy(k => CodeOf(k.Literal)).ThenByDescending(k => k.Literal.Length)];
        for (int i = words.Length - 1; i >= 0; i--)
        {
            int code = CodeOf(words[i].Literal);
            words[i].Next = First[code] == 0 ? null : words[First[code] - 1];
            First[code] = (ushort)(i + 1);
            ThirdLetters[code >> LetterBits] |= (code & LetterMask) == 0 ? BehindTwo : 1u << (code & LetterMask);
        }

        return words;
    }

    private static int CodeOf(ReadOnlySpan<byte> literal)
    {
        Span<byte> start = stackalloc byte[sizeof(uint)];
        literal[..Math.Min(literal.Length, 3)].CopyTo(start);
        return CodeOf(BinaryPrimitives.ReadUInt32LittleEndian(start));
    }

    /// <summary>Three letters, or two and 0 when something else follows them.</summary>
    private static int CodeOf(uint bytes)
    {
        uint third = Chars.IsLetter((byte)(bytes >> 16)) ? (bytes >> 16) & LetterMask : 0;
        return (int)(((bytes & LetterMask) << (2 * LetterBits)) | (((bytes >> 8) & LetterMask) << LetterBits) | third);
    }
}
