using System.Numerics;
using System.Runtime.CompilerServices;
using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Layers;
using PhiLens.Pipeline.Redaction.Text.Walks;
using PhiLens.Pipeline.Redaction.Text.Words;

namespace PhiLens.Pipeline.Redaction.Text;

/// <summary>
/// Claims what rules name in a text that has no structure, or whose structure is broken. One walk over its words and
/// numbers: 64 bytes at a time are classed at once, and only where a word or number begins, or a byte stands that parts
/// a name from a value, is anything asked. Most words and numbers are passed over after one look.
/// </summary>
internal static class TextScanner
{
    /// <summary>Claims what rules name in a text, and in what stands behind escapes in it.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="hints">What the text's own key says about it.</param>
    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        bool hasEscapes = Walk(pass, text, hints);
        if (hasEscapes)
        {
            LayerScanner.Scan(pass, text, hints, depth: 1);
        }

        if (pass.Rules.Base64)
        {
            Base64Layer.Scan(pass, text);
        }
    }

    /// <summary>Claims what rules name in a text as it is written.</summary>
    /// <returns>Whether something may stand behind escapes in it.</returns>
    internal static bool Walk(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        var scan = new TextScan(pass, text);
        if (!hints.IsEmpty)
        {
            ContextWalk.Value(scan, 0, text.Length, hints);
        }

        uint escapes = 0;
        int skip = 0;
        bool isWithin = false;
        for (int at = 0; at < text.Length; at += ByteClasses.Size)
        {
            ByteClasses classes = At(text, at);
            escapes |= classes.Escapes;
            WalkWords(scan, at, classes, isWithin, ref skip);
            isWithin = (classes.Letters | classes.Digits) >> (ByteClasses.Size - 1) != 0;
            for (ulong points = classes.Points; points != 0; points &= points - 1)
            {
                PointWalk.Look(scan, at + BitOperations.TrailingZeroCount(points));
            }
        }

        return escapes != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ByteClasses At(ReadOnlySpan<byte> text, int at) => text.Length - at >= ByteClasses.Size
        ? ByteClasses.Of(text.Slice(at, ByteClasses.Size))
        : OfTail(text[at..]);

    private static ByteClasses OfTail(ReadOnlySpan<byte> tail)
    {
        Span<byte> block = stackalloc byte[ByteClasses.Size];
        block.Clear();
        tail.CopyTo(block);
        return ByteClasses.Of(block);
    }

    private static void WalkWords(in TextScan scan, int at, in ByteClasses classes, bool isWithin, ref int skip)
    {
        ulong alnum = classes.Letters | classes.Digits;
        for (ulong starts = alnum & ~((alnum << 1) | (isWithin ? 1UL : 0)); starts != 0; starts &= starts - 1)
        {
            int bit = BitOperations.TrailingZeroCount(starts);
            int length = BitOperations.TrailingZeroCount(~(alnum >> bit));
            int start = at + bit;
            ulong digits = classes.Digits >> bit;
            bool isNumber = (digits & 1) != 0;
            if (!isNumber && !Vocabulary.MayBegin(Vocabulary.BytesAt(scan.Text, start))
                && (digits & Low(length)) == 0 && bit + length < ByteClasses.Size)
            {
                continue;
            }

            if (start >= skip)
            {
                skip = WalkWord(scan, start, length, bit + length >= ByteClasses.Size);
            }
        }
    }

    private static ulong Low(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;

    /// <summary>Looks at one run of letters and digits.</summary>
    /// <returns>Where to go on, when what stands there was claimed or is to be left alone.</returns>
    private static int WalkWord(in TextScan scan, int start, int length, bool isOpen)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int end = isOpen ? Chars.AlnumEnd(text, start + length) : start + length;
        int digits = Chars.Digits(text, start);
        if (start + digits == end)
        {
            NumberWalk.Look(scan, start, digits);
            return 0;
        }

        if (digits > 0 || text[start..end].ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            MixedWalk.Look(scan, start, end, digits);
        }

        return digits == 0 && Vocabulary.MayBegin(Vocabulary.BytesAt(text, start)) ? WordWalk.Look(scan, start) : 0;
    }
}
