using System.Text;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// Walks once through what stands between the quotes of a JSON string, and tells where positions of its text stand in
/// it. The positions are asked in rising order.
/// </summary>
/// <param name="raw">What stands between the quotes.</param>
internal ref struct EscapeWalk(ReadOnlySpan<byte> raw)
{
    private readonly ReadOnlySpan<byte> _raw = raw;

    // The unit at hand: one escape, or the plain bytes up to the next one.
    private int _rawStart;
    private int _textStart;
    private int _rawLength;
    private int _textLength;

    /// <summary>Where the character that holds a position begins.</summary>
    internal int StartOf(int position)
    {
        while (position >= _textStart + _textLength && Advance())
        {
        }

        bool isPlain = _rawLength == _textLength;
        return _rawStart + (isPlain ? Math.Min(position - _textStart, _rawLength) : 0);
    }

    /// <summary>Where the character ends that a span up to a position ends with.</summary>
    internal int EndOf(int position)
    {
        while (position > _textStart + _textLength && Advance())
        {
        }

        bool isPlain = _rawLength == _textLength;
        return _rawStart + (isPlain ? Math.Min(position - _textStart, _rawLength) : _rawLength);
    }

    private bool Advance()
    {
        _rawStart += _rawLength;
        _textStart += _textLength;
        ReadOnlySpan<byte> rest = _raw[_rawStart..];
        if (rest.IsEmpty)
        {
            _rawLength = _textLength = 0;
            return false;
        }

        int plain = rest.IndexOf((byte)'\\');
        if (plain != 0)
        {
            _rawLength = _textLength = plain < 0 ? rest.Length : plain;
            return true;
        }

        Rune rune = JsonString.ReadEscape(rest, out _rawLength);
        _textLength = _rawLength == 1 ? 1 : rune.Utf8SequenceLength;
        return true;
    }
}
