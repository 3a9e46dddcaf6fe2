using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>
/// The characters that a message is parted by: MSH-1 is the byte behind <c>MSH</c>, MSH-2 holds the separators of
/// components and of repetitions, the escape character, and the separator of subcomponents, usually <c>^~\&amp;</c>.
/// The last two may be missing. A fifth one, for truncation, came with version 2.7.
/// </summary>
internal readonly struct Hl7Separators
{
    private const int FirstOfTwo = 4;
    private const int LongestEncoding = 8;
    private const byte StandardEscape = (byte)'\\';
    private const int LongestLook = 512;
    private const int FewestFields = 4;

    /// <summary>Bytes that are used in place of <c>|</c>; none that stands behind a word in ordinary text.</summary>
    private static readonly SearchValues<byte> Guessed = SearchValues.Create("|!#$%^*+"u8);

    private Hl7Separators(byte field, ReadOnlySpan<byte> encoding)
    {
        (Field, Component, Repetition) = (field, encoding[0], encoding[1]);
        Escape = encoding.Length > 2 ? encoding[2] : StandardEscape;
        HeaderLength = FirstOfTwo + encoding.Length;
        int fourth = encoding.Length > 3 ? 3 : -1;
        if (encoding.Length > FirstOfTwo && encoding[3] == StandardEscape && Escape == StandardEscape)
        {
            // The message stands in JSON text as it is written there, every backslash doubled.
            fourth = FirstOfTwo;
        }

        Subcomponent = fourth > 0 ? encoding[fourth] : (byte)0;
    }

    internal byte Field { get; }

    internal byte Component { get; }

    internal byte Repetition { get; }

    internal byte Escape { get; }

    /// <summary>0 when the message declares none.</summary>
    internal byte Subcomponent { get; }

    /// <summary>Behind MSH-2.</summary>
    internal int HeaderLength { get; }

    /// <summary>What nothing may be written with.</summary>
    internal ByteSet All
    {
        get
        {
            var all = default(ByteSet);
            all.Add(Field);
            all.Add(Component);
            all.Add(Repetition);
            all.Add(Escape);
            if (Subcomponent != 0)
            {
                all.Add(Subcomponent);
            }

            return all;
        }
    }

    /// <summary>Reads the separators of a message.</summary>
    /// <param name="text">A text that begins with <c>MSH</c>.</param>
    /// <param name="separators">Its separators.</param>
    internal static bool TryRead(ReadOnlySpan<byte> text, out Hl7Separators separators)
    {
        separators = default;
        if (text.Length <= FirstOfTwo || !text.StartsWith("MSH"u8) || !IsSeparator(text[3]))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[FirstOfTwo..];
        int end = rest[..Math.Min(rest.Length, LongestEncoding)].IndexOf(text[3]);
        if (end < 2 || !IsSeparator(rest[0]) || !IsSeparator(rest[1]) || rest[0] == rest[1])
        {
            return false;
        }

        foreach (byte next in rest[2..end])
        {
            if (!IsSeparator(next))
            {
                return false;
            }
        }

        separators = new Hl7Separators(text[3], rest[..end]);
        return true;
    }

    /// <summary>
    /// Takes the separators of a segment without its header from what it looks like: the byte behind its name stands in
    /// it several times more. Where <c>^</c> does not part components, a field counts as a whole.
    /// </summary>
    /// <param name="text">A text that begins with the segment.</param>
    /// <param name="separators">Its separators.</param>
    internal static bool TryGuess(ReadOnlySpan<byte> text, out Hl7Separators separators)
    {
        separators = default;
        if (text.Length <= FirstOfTwo || !Hl7Segments.IsTelling(text[..Hl7Segments.NameLength])
            || !Guessed.Contains(text[Hl7Segments.NameLength]))
        {
            return false;
        }

        byte field = text[Hl7Segments.NameLength];
        ReadOnlySpan<byte> first = text[..Math.Min(text.Length, LongestLook)];
        if (first.Count(field) < FewestFields)
        {
            return false;
        }

        separators = field == '^' ? new Hl7Separators(field, "|~\\&"u8) : new Hl7Separators(field, "^~\\&"u8);
        return true;
    }

    private static bool IsSeparator(byte value) => value is > (byte)' ' and < 0x7F
        && !char.IsAsciiLetterOrDigit((char)value);
}
