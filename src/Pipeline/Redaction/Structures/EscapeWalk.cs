namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>
/// Goes over a text with escapes and says where decoded positions, asked in rising order, stand in it.
/// </summary>
/// <param name="raw">The text with its escapes.</param>
internal ref struct EscapeWalk(ReadOnlySpan<byte> raw)
{
    private readonly ReadOnlySpan<byte> _raw = raw;
    private int _rawAt;
    private int _decodedAt;
    private int _rawLength;
    private int _decodedLength;

    /// <summary>Where the unit that holds a decoded byte begins.</summary>
    internal int StartOf<T>(int decoded, in T escapes)
        where T : struct, IEscapes
    {
        while (decoded >= _decodedAt + _decodedLength && TryNext(escapes))
        {
        }

        return IsPlain ? _rawAt + Math.Min(decoded - _decodedAt, _rawLength) : _rawAt;
    }

    /// <summary>Behind the unit that holds the last decoded byte before an end.</summary>
    internal int EndOf<T>(int decoded, in T escapes)
        where T : struct, IEscapes
    {
        while (decoded > _decodedAt + _decodedLength && TryNext(escapes))
        {
        }

        return IsPlain ? _rawAt + Math.Min(decoded - _decodedAt, _rawLength) : _rawAt + _rawLength;
    }

    /// <summary>Whether the unit at hand is a run of bytes without escapes.</summary>
    private readonly bool IsPlain => _rawLength == 0 || (_rawLength == _decodedLength);

    private bool TryNext<T>(in T escapes)
        where T : struct, IEscapes
    {
        _rawAt += _rawLength;
        _decodedAt += _decodedLength;
        (_rawLength, _decodedLength) = (0, 0);
        ReadOnlySpan<byte> rest = _raw[_rawAt..];
        if (rest.IsEmpty)
        {
            return false;
        }

        int plain = rest.IndexOf(escapes.Lead);
        if (plain != 0)
        {
            _rawLength = plain < 0 ? rest.Length : plain;
            _decodedLength = _rawLength;
            return true;
        }

        Span<byte> place = stackalloc byte[EscapedText.LongestEscape];
        _rawLength = escapes.Decode(rest, place, out _decodedLength);
        return true;
    }
}
