using System.Buffers;
using System.Text;

namespace PhiLens.Pipeline.Redaction.Patterns;

/// <summary>
/// Finds the bytes of a text where its characters stand, going forward only. In a text of ASCII both are the same. Half
/// of a character that takes two UTF-16 units counts as all of it.
/// </summary>
/// <param name="text">The text as UTF-8.</param>
/// <param name="isSame">Whether it has as many UTF-16 units as bytes: positions are the same.</param>
internal ref struct TextPosition(ReadOnlySpan<byte> text, bool isSame)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly bool _isSame = isSame;
    private int _byte;
    private int _unit;

    /// <summary>The first byte of the character that a UTF-16 unit belongs to.</summary>
    internal int BeginOf(int unit)
    {
        if (_isSame)
        {
            return unit;
        }

        while (_unit < unit && UnitsOf(out int bytes) is var units && _unit + units <= unit)
        {
            _byte += bytes;
            _unit += units;
        }

        return _byte;
    }

    /// <summary>Behind the last byte of the character before a UTF-16 unit.</summary>
    internal int EndOf(int unit)
    {
        int begin = BeginOf(unit);
        if (_isSame || _unit == unit)
        {
            return begin;
        }

        _ = UnitsOf(out int bytes);
        return begin + bytes;
    }

    private readonly int UnitsOf(out int bytes)
    {
        OperationStatus status = Rune.DecodeFromUtf8(_text[_byte..], out Rune rune, out bytes);
        return status == OperationStatus.Done ? rune.Utf16SequenceLength : 1;
    }
}
