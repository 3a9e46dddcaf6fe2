using System.Numerics;
using System.Runtime.CompilerServices;
using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Text.Words;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>
/// Goes through a text 64 bytes at a time, and stops only where a word of the vocabulary may begin, a run of digits
/// begins, or a byte stands that parts a name from a value.
/// </summary>
/// <param name="scan">The text.</param>
internal ref struct BlockWalk(TextScan scan)
{
    /// <summary>Longer runs of letters before a digit are no part of anything known.</summary>
    private const int MostLetters = 34;

    private readonly TextScan _scan = scan;

    /// <summary>Before it no word or number is looked at: it is part of something that was.</summary>
    private int _skip;

    /// <summary>Before it no name of a field is looked for.</summary>
    private int _nameSkip;

    /// <summary>Behind the longest value of a field so far.</summary>
    private int _seen;

    /// <summary>Goes through the whole text.</summary>
    /// <returns>Whether something may stand behind escapes in it.</returns>
    internal bool Run()
    {
        ReadOnlySpan<byte> text = _scan.Text;
        uint escapes = 0;
        ulong lastAlnum = 0;
        ulong lastDigit = 0;
        for (int at = 0; at < text.Length; at += ByteClasses.Size)
        {
            ByteClasses classes = At(text, at);
            escapes |= classes.Escapes;
            ulong alnum = classes.Letters | classes.Digits;
            ulong starts = alnum & ~((alnum << 1) | lastAlnum);
            ulong digits = _skip > at ? classes.Digits & From(_skip - at) : classes.Digits;
            ulong words = Vocabulary.MayBegin(text, at, starts & classes.Letters);
            digits = words == 0 ? digits : Words(at, words, digits);
            if (digits != 0)
            {
                Digits(at, starts, digits, digits & ~((classes.Digits << 1) | lastDigit));
            }

            lastAlnum = alnum >> (ByteClasses.Size - 1);
            lastDigit = classes.Digits >> (ByteClasses.Size - 1);
            if (classes.Points != 0)
            {
                Points(at, classes.Points);
            }
        }

        return escapes != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ByteClasses At(ReadOnlySpan<byte> text, int at)
    {
        int left = text.Length - at;
        if (left >= ByteClasses.Size)
        {
            return ByteClasses.Of(text.Slice(at, ByteClasses.Size));
        }

        return at == 0 ? ByteClasses.OfShort(text)
            : ByteClasses.Of(text[^ByteClasses.Size..]).From(ByteClasses.Size - left);
    }

    /// <summary>Looks at the words of a block that the vocabulary may have.</summary>
    /// <returns>Its digits that are not part of what was looked at.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong Words(int at, ulong starts, ulong digits)
    {
        for (; starts != 0; starts &= starts - 1)
        {
            int start = at + BitOperations.TrailingZeroCount(starts);
            if (start >= _skip)
            {
                int end = WordWalk.Look(_scan, start);
                _skip = Math.Max(_skip, end);
                digits &= end > start ? ~From(start - at) | From(end - at) : ulong.MaxValue;
            }
        }

        return digits;
    }

    /// <summary>Looks at the numbers of a block.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Digits(int at, ulong starts, ulong digits, ulong runs)
    {
        ReadOnlySpan<byte> text = _scan.Text;
        for (; runs != 0; runs &= runs - 1)
        {
            int bit = BitOperations.TrailingZeroCount(runs);
            int start = at + bit;
            int length = BitOperations.TrailingZeroCount(~(digits >> bit));
            length = bit + length >= ByteClasses.Size ? Chars.Digits(text, start) : length;
            bool isFirst = (starts >> bit & 1) != 0;
            if (!isFirst)
            {
                BehindLetters(start);
            }
            else if (Chars.IsLetter(Chars.At(text, start + length)))
            {
                MixedWalk.Look(_scan, start, Chars.AlnumEnd(text, start + length), length);
            }
            else
            {
                NumberWalk.Look(_scan, start, length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Points(int at, ulong points)
    {
        for (; points != 0; points &= points - 1)
        {
            PointWalk.Look(_scan, at + BitOperations.TrailingZeroCount(points), ref _nameSkip, ref _seen);
        }
    }

    /// <summary>Looks at the run of letters and digits whose first digit stands at a place.</summary>
    private readonly void BehindLetters(int digit)
    {
        ReadOnlySpan<byte> text = _scan.Text;
        int start = digit;
        while (start > 0 && digit - start < MostLetters && Chars.IsLetter(text[start - 1]))
        {
            start--;
        }

        if (!Chars.IsAlnum(Chars.At(text, start - 1)))
        {
            MixedWalk.Look(_scan, start, Chars.AlnumEnd(text, digit), digits: 0);
        }
    }

    /// <summary>The bits from a place on, which may be behind the block.</summary>
    private static ulong From(int bit) => bit >= ByteClasses.Size ? 0 : ulong.MaxValue << bit;
}
