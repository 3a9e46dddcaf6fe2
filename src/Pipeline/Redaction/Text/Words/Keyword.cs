using System.Runtime.CompilerServices;
using PhiLens.Pipeline.Redaction.Detectors;

namespace PhiLens.Pipeline.Redaction.Text.Words;

/// <summary>A word or phrase of the vocabulary.</summary>
internal sealed class Keyword
{
    /// <summary>Bits of its first letters; those before a blank, and no more than eight.</summary>
    private readonly ulong _head;

    /// <summary>The bytes that the head has.</summary>
    private readonly ulong _mask;

    /// <summary>In each letter of the head, the bit that parts capital from small ones.</summary>
    private readonly ulong _case;

    /// <param name="literal">See <see cref="Literal"/>.</param>
    /// <param name="uses">What it leads to.</param>
    /// <param name="hints">Which detectors it lets run around it.</param>
    internal Keyword(byte[] literal, WordUse uses, Hints hints)
    {
        (Literal, Uses, Hints) = (literal, uses, hints);
        int blank = literal.AsSpan().IndexOf((byte)' ');
        HeadLength = Math.Min(blank < 0 ? literal.Length : blank, sizeof(ulong));
        for (int i = 0; i < HeadLength; i++)
        {
            _head |= (ulong)literal[i] << (8 * i);
            _mask |= (ulong)byte.MaxValue << (8 * i);
            _case |= (Chars.IsLetter(literal[i]) ? (ulong)Chars.Case : 0) << (8 * i);
        }
    }

    /// <summary>
    /// Small letters. A blank stands for one blank, hyphen, underscore or dot, or for nothing, so that <c>member id</c>
    /// is <c>member_id</c> and <c>memberId</c> as well.
    /// </summary>
    internal byte[] Literal { get; }

    /// <summary>What it leads to.</summary>
    internal WordUse Uses { get; }

    /// <summary>Which detectors it lets run around it.</summary>
    internal Hints Hints { get; }

    /// <summary>How many bytes <see cref="Begins"/> compares.</summary>
    internal int HeadLength { get; }

    /// <summary>The next word with the same first letters, which is no longer.</summary>
    internal Keyword? Next { get; set; }

    /// <summary>Whether a text begins as the word does, in capital or small letters.</summary>
    /// <param name="bytes">The text's first eight bytes, zeros behind its end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Begins(ulong bytes) => (((bytes | _case) ^ _head) & _mask) == 0;
}
