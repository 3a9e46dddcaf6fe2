using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Sealing;

/// <summary>
/// The form in which values of a type are compared, so that one person's number has one pseudonym however it is
/// written. The types stand in the specification, at the top of <c>TokenFormat.cs</c>.
/// </summary>
internal ref struct NormalForm
{
    private const int LongestRune = 4;

    private static readonly FrozenDictionary<string, Kind> Kinds = Enumerable
        .Concat(
            "ssn itin phone fax card npi bank zip date".Split(' ').Select(type => (Type: type, Kind: Kind.Digits)),
            "mbi hicn dea mrn member account license iban vin device".Split(' ')
                .Select(type => (Type: type, Kind: Kind.Identifier)))
        .ToFrozenDictionary(t => t.Type, t => t.Kind, StringComparer.Ordinal);

    private readonly IncrementalHash _target;
    private readonly Span<byte> _buffer;
    private int _length;
    private bool _isEmpty = true;

    private NormalForm(IncrementalHash target, Span<byte> buffer)
    {
        _target = target;
        _buffer = buffer;
    }

    private enum Kind
    {
        Text,
        Digits,
        Identifier,
    }

    /// <summary>Appends a type and a value's normal form to what is hashed, at once where they are short.</summary>
    /// <param name="target">What is hashed.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="value">The value.</param>
    internal static void Append(IncrementalHash target, ReadOnlySpan<byte> type, ReadOnlySpan<byte> value)
    {
        Span<byte> buffer = stackalloc byte[256];
        NormalForm form = new(target, buffer);
        form.Put((byte)(type.Length >> 8));
        form.Put((byte)type.Length);
        foreach (byte each in type)
        {
            form.Put(each);
        }

        form._isEmpty = true;
        Kind kind = KindOf(type);
        if (kind == Kind.Text)
        {
            form.Fold(value);
        }
        else
        {
            form.Keep(value, hasLetters: kind == Kind.Identifier);
        }

        bool isEmpty = form._isEmpty;
        form.Flush();
        if (isEmpty)
        {
            target.AppendData(value);
        }

        CryptographicOperations.ZeroMemory(buffer);
    }

    private static Kind KindOf(ReadOnlySpan<byte> type)
    {
        Span<char> name = stackalloc char[SealedToken.LongestType];
        if (type.Length > name.Length)
        {
            return Kind.Text;
        }

        name = name[..Encoding.ASCII.GetChars(type, name)];
        return Kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out Kind kind) ? kind : Kind.Text;
    }

    /// <summary>Digits, and letters in upper case where they count. What is not ASCII stays with letters.</summary>
    private void Keep(ReadOnlySpan<byte> value, bool hasLetters)
    {
        foreach (byte each in value)
        {
            if (char.IsAsciiDigit((char)each) || (hasLetters && (char.IsAsciiLetter((char)each) || each > 127)))
            {
                Put(char.IsAsciiLetterLower((char)each) ? (byte)(each & ~0x20) : each);
            }
        }
    }

    /// <summary>Lower case, no white space at the ends, and one space for any within.</summary>
    private void Fold(ReadOnlySpan<byte> value)
    {
        Span<byte> bytes = stackalloc byte[LongestRune];
        bool owesSpace = false;
        while (!value.IsEmpty)
        {
            // Bytes that are not UTF-8 become the replacement character, each time the same.
            _ = Rune.DecodeFromUtf8(value, out Rune rune, out int read);
            value = value[read..];
            if (rune.Value is ' ' or '\t' or '\r' or '\n')
            {
                owesSpace = !_isEmpty;
                continue;
            }

            if (owesSpace)
            {
                Put((byte)' ');
                owesSpace = false;
            }

            foreach (byte each in bytes[..Rune.ToLowerInvariant(rune).EncodeToUtf8(bytes)])
            {
                Put(each);
            }
        }
    }

    private void Put(byte each)
    {
        if (_length == _buffer.Length)
        {
            Flush();
        }

        _isEmpty = false;
        _buffer[_length++] = each;
    }

    private void Flush()
    {
        _target.AppendData(_buffer[.._length]);
        _length = 0;
    }
}
