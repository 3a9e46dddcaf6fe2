namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>
/// Goes over the markup of one element or document, and tells what it finds to <see cref="XmlContent"/>.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="content">Looks at names and values.</param>
internal ref struct XmlWalk(ReadOnlySpan<byte> text, XmlContent content)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private XmlContent _content = content;
    private int _at;
    private bool _isWhole;

    /// <summary>Whether something was seen that a text with angle brackets does not have.</summary>
    private bool _isSure;

    internal bool TryRun(out int consumed)
    {
        while (_at < _text.Length && !_isWhole)
        {
            bool isRight = _text[_at] == '<' ? TryMarkup() : TryText();
            if (!isRight)
            {
                consumed = 0;
                return false;
            }
        }

        consumed = _at;
        return _isWhole || _isSure;
    }

    private bool TryText()
    {
        int length = _text[_at..].IndexOf((byte)'<');
        var part = new Part(_at, length < 0 ? _text.Length : _at + length);
        _at = part.End;
        if (_content.Depth == 0)
        {
            return XmlNames.Trim(_text, part).Length == 0;
        }

        _content.Text(part, hasEntities: true);
        return true;
    }

    private bool TryMarkup()
    {
        if (_at + 1 == _text.Length)
        {
            _at++;
            return true;
        }

        byte kind = _text[_at + 1];
        if (kind == '/')
        {
            return TryEndTag();
        }

        if (kind is (byte)'!' or (byte)'?')
        {
            return TryDeclaration();
        }

        return XmlNames.CanBegin(kind) && TryStartTag();
    }

    private bool TryEndTag()
    {
        int start = _at + 2;
        int end = XmlNames.EndOf(_text, start);
        int close = XmlNames.SkipBlanks(_text, end);
        _at = Math.Min(close + 1, _text.Length);
        if (close == _text.Length)
        {
            return true;
        }

        if (_text[close] != '>' || _content.Depth == 0 || !_content.TryClose(new Part(start, end)))
        {
            return false;
        }

        _isWhole = _content.Depth == 0;
        _isSure = true;
        return true;
    }

    /// <summary>Comments, instructions and document types are looked at as text; a CDATA section is text.</summary>
    private bool TryDeclaration()
    {
        ReadOnlySpan<byte> rest = _text[_at..];
        if (rest.StartsWith("<![CDATA["u8))
        {
            Part characters = Inside("<![CDATA["u8.Length, "]]>"u8);
            _content.Text(characters, hasEntities: false);
            return _content.Depth > 0;
        }

        if (rest.StartsWith("<!--"u8))
        {
            _content.Aside(Inside("<!--"u8.Length, "-->"u8));
            return true;
        }

        _isSure |= rest.StartsWith("<?xml"u8);
        bool hasSubset = rest[1] == '!' && rest.IndexOfAny((byte)'[', (byte)'>') is var first && first > 0
            && rest[first] == '[';
        _content.Aside(rest[1] == '?' ? Inside(2, "?>"u8) : Inside(2, hasSubset ? "]>"u8 : ">"u8));
        return true;
    }

    /// <summary>What stands between the end of an opening and an ending; the rest of the text when that is missing.
    /// </summary>
    private Part Inside(int opening, ReadOnlySpan<byte> ending)
    {
        int start = _at + opening;
        int length = _text[start..].IndexOf(ending);
        var part = new Part(start, length < 0 ? _text.Length : start + length);
        _at = Math.Min(_text.Length, part.End + ending.Length);
        return part;
    }

    private bool TryStartTag()
    {
        int end = XmlNames.EndOf(_text, _at + 1);
        if (!_content.TryOpen(new Part(_at + 1, end)))
        {
            return false;
        }

        _at = end;
        while (true)
        {
            int before = _at;
            _at = XmlNames.SkipBlanks(_text, _at);
            if (_at == _text.Length)
            {
                return true;
            }

            if (_text[_at] is (byte)'>' or (byte)'/')
            {
                return TryEndOfStartTag();
            }

            if (_at == before || !XmlNames.CanBegin(_text[_at]) || !TryAttribute())
            {
                return false;
            }
        }
    }

    private bool TryEndOfStartTag()
    {
        bool isEmpty = _text[_at] == '/';
        if (isEmpty && _at + 1 == _text.Length)
        {
            _at++;
            return true;
        }

        if (isEmpty && _text[_at + 1] != '>')
        {
            return false;
        }

        _at += isEmpty ? 2 : 1;
        if (isEmpty)
        {
            _isSure |= _content.Depth > 1;
            _content.Close();
            _isWhole = _content.Depth == 0;
        }

        return true;
    }

    private bool TryAttribute()
    {
        var name = new Part(_at, XmlNames.EndOf(_text, _at));
        int sign = XmlNames.SkipBlanks(_text, name.End);
        int quote = sign < _text.Length ? XmlNames.SkipBlanks(_text, sign + 1) : sign;
        if (quote >= _text.Length)
        {
            _at = _text.Length;
            return true;
        }

        if (_text[sign] != '=' || _text[quote] is not ((byte)'"' or (byte)'\''))
        {
            return false;
        }

        int length = _text[(quote + 1)..].IndexOf(_text[quote]);
        var value = new Part(quote + 1, length < 0 ? _text.Length : quote + 1 + length);
        _at = Math.Min(_text.Length, value.End + 1);
        if (_text[value.Start..value.End].Contains((byte)'<'))
        {
            return false;
        }

        _isSure |= _content.Attribute(name, value);
        return true;
    }
}
