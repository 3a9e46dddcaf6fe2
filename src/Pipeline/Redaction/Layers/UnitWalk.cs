namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>Goes forward through a text and its unfolded copy side by side.</summary>
/// <param name="text">The text.</param>
internal ref struct UnitWalk(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _copied;

    /// <summary>Where the unit begins that a byte of the copy comes from; places must not go back.</summary>
    internal int StartOf(int place)
    {
        while (_at < _text.Length)
        {
            (int length, int meaning, int plain) = Advance();
            if (_copied + plain > place)
            {
                return _at + (place - _copied);
            }

            if (_copied + plain + meaning > place)
            {
                return _at + plain;
            }

            (_at, _copied) = (_at + plain + length, _copied + plain + meaning);
        }

        return _text.Length;
    }

    /// <summary>Behind the unit that the byte before a place of the copy comes from.</summary>
    internal int EndOf(int place)
    {
        while (_at < _text.Length)
        {
            (int length, int meaning, int plain) = Advance();
            if (_copied + plain >= place)
            {
                return _at + (place - _copied);
            }

            if (_copied + plain + meaning >= place)
            {
                return _at + plain + length;
            }

            (_at, _copied) = (_at + plain + length, _copied + plain + meaning);
        }

        return _text.Length;
    }

    /// <summary>The plain bytes from here on, and the unit behind them.</summary>
    private readonly (int Length, int Meaning, int Plain) Advance()
    {
        Span<byte> meaning = stackalloc byte[Unfolder.LongestMeaning];
        int mark = Unfolder.Advance(_text, _at);
        if (mark == _text.Length)
        {
            return (0, 0, mark - _at);
        }

        Unit unit = Unit.At(_text, mark, meaning);
        return (unit.Length, unit.MeaningLength, mark - _at);
    }
}
