using System.Buffers;
using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>Reads the tokens of a JSON document (RFC 8259), one after the other.</summary>
/// <param name="text">A text that begins with the document.</param>
internal ref struct JsonCursor(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlySpan<byte> _text = text;

    private JsonBlock _block = JsonBlock.None;

    /// <summary>Where the cursor stands.</summary>
    internal int At { get; private set; }

    /// <summary>The byte at the cursor; 0 at the end.</summary>
    internal readonly byte Next => At < _text.Length ? _text[At] : (byte)0;

    /// <summary>Goes behind a mark, if it is the next byte.</summary>
    internal bool Take(byte mark)
    {
        bool isNext = Has(mark);
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
    /// <returns>False when none comes, or it has no end.</returns>
    internal bool TryString(out JsonText text)
    {
        int start = At + 1;
        int at = start;
        bool hasEscapes = false;
        bool isTelling = false;
        while (Has((byte)'"') && _block.TryEnd(_text, ref at, ref isTelling))
        {
            if (_text[at] == '"')
            {
                text = new JsonText(start, at, hasEscapes, hasEscapes || isTelling);
                At = at + 1;
                return true;
            }

            hasEscapes = true;
            at += 2;
        }

        text = default;
        return false;
    }

    /// <summary>
    /// Goes behind a member that is written <c>"name":"value",</c> without blanks and escapes, as most of a log's are.
    /// </summary>
    /// <returns>False when something else comes; the cursor then stays.</returns>
    internal bool TryPair(out JsonText name, out JsonText value)
    {
        ReadOnlySpan<byte> text = _text;
        int start = At + 1;
        int at = start;
        bool isTelling = true;
        if (Has((byte)'"') && _block.TryEnd(text, ref at, ref isTelling) && text[at..].StartsWith("\":\""u8))
        {
            // What a name tells by itself, the table of keys knows.
            name = new JsonText(start, at, HasEscapes: false, IsTelling: true);
            at += 3;
            start = at;
            isTelling = false;
            if (_block.TryEnd(text, ref at, ref isTelling) && text[at..].StartsWith("\","u8))
            {
                value = new JsonText(start, at, HasEscapes: false, isTelling);
                At = at + 2;
                return true;
            }
        }

        name = value = default;
        return false;
    }

    /// <summary>Goes back to where the cursor stood.</summary>
    internal void Return(int at) => At = at;

    private readonly bool Has(byte mark) => At < _text.Length && _text[At] == mark;

    private void SkipSome()
    {
        while (At < _text.Length && _text[At] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            At++;
        }
    }
}
