namespace PhiLens.Pipeline.Redaction.Patterns;

/// <summary>
/// Reads as much of a regular expression as is needed to bound its cost and to skip texts that it cannot match: how
/// large it is when its counted repetitions are written out, and a text that every match holds. It is no judge of
/// syntax: what it does not know counts as one step without a text.
/// </summary>
internal ref struct PatternShape
{
    /// <summary>What is larger counts as this, so that products cannot overflow.</summary>
    private const long Huge = 1_000_000_000;

    private readonly ReadOnlySpan<char> _pattern;
    private readonly Span<char> _run;
    private int _at;
    private int _depth;
    private int _runLength;
    private bool _hasChoice;
    private bool _hasOptions;

    private PatternShape(ReadOnlySpan<char> pattern, Span<char> run)
    {
        _pattern = pattern;
        _run = run;
    }

    /// <summary>The longest text that every match holds as it is written; empty when none is known.</summary>
    internal string Literal { get; private set; } = "";

    /// <summary>The size with repetitions written out.</summary>
    internal long Size { get; private set; }

    /// <summary>Reads an expression.</summary>
    internal static PatternShape Of(string pattern)
    {
        var shape = new PatternShape(pattern, new char[pattern.Length]);
        shape.Size = shape.ReadChoices();
        while (shape._at < pattern.Length)
        {
            // A bracket too many: the expression is refused elsewhere.
            shape._at++;
            shape._hasChoice = true;
            shape.Size += shape.ReadChoices();
        }

        shape.EndRun();
        shape.Literal = shape._hasChoice || shape._hasOptions ? "" : shape.Literal;
        return shape;
    }

    private long ReadChoices()
    {
        long size = 0;
        while (_at < _pattern.Length && _pattern[_at] != ')')
        {
            if (_pattern[_at] == '|')
            {
                EndRun();
                _hasChoice |= _depth == 0;
                _at++;
                continue;
            }

            long one = ReadOne(out char literal);
            long times = ReadTimes(out bool isCertain, out bool isRepeated);
            Note(literal, isCertain, isRepeated);
            size = Math.Min(Huge, size + (one * times));
        }

        return size;
    }

    /// <summary>Reads one step.</summary>
    /// <param name="literal">The character that it matches; 0 when it is more than one or none is known.</param>
    private long ReadOne(out char literal)
    {
        literal = '\0';
        char next = _pattern[_at++];
        switch (next)
        {
            case '(':
                return ReadGroup();
            case '[':
                SkipClass();
                return 1;
            case '\\' when _at < _pattern.Length:
                literal = ReadEscape();
                return 1;
            case '.' or '^' or '$' or '*' or '+' or '?' or '{' or '}' or '\\' or ']':
                return 1;
            default:
                literal = next;
                return 1;
        }
    }

    private long ReadGroup()
    {
        EndRun();
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            // Options such as (?i) change what letters match, and (?x) what blanks do.
            ReadOnlySpan<char> head = _pattern[_at..];
            _hasOptions |= !(head.StartsWith("?:") || head.StartsWith("?<") || head.StartsWith("?'"));
        }

        _depth++;
        long size = ReadChoices();
        EndRun();
        _depth--;
        _at += _at < _pattern.Length ? 1 : 0;
        return Math.Max(1, size);
    }

    private void SkipClass()
    {
        _at += _at < _pattern.Length && _pattern[_at] == '^' ? 1 : 0;
        _at += _at < _pattern.Length && _pattern[_at] == ']' ? 1 : 0;
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            _at += _pattern[_at] == '\\' ? 2 : 1;
        }

        _at = Math.Min(_at + 1, _pattern.Length);
    }

    /// <summary>An escaped mark is itself; a letter or digit is a class, an anchor or a code.</summary>
    private char ReadEscape()
    {
        char escaped = _pattern[_at++];
        if (!char.IsAsciiLetterOrDigit(escaped))
        {
            return escaped;
        }

        while (char.IsAsciiDigit(escaped) && _at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]))
        {
            // An octal code, or a reference that is refused elsewhere.
            _at++;
        }

        bool hasName = escaped is 'p' or 'P' && _at < _pattern.Length && _pattern[_at] == '{';
        int end = hasName ? _pattern[_at..].IndexOf('}') : -1;
        int digits = escaped switch { 'x' => 2, 'u' => 4, 'c' => 1, _ => 0 };
        _at = Math.Min(_pattern.Length, end >= 0 ? _at + end + 1 : _at + digits);
        return '\0';
    }

    /// <summary>Reads how often a step comes.</summary>
    /// <param name="isCertain">Whether it comes at least once.</param>
    /// <param name="isRepeated">Whether it may come more often.</param>
    private long ReadTimes(out bool isCertain, out bool isRepeated)
    {
        (isCertain, isRepeated) = (true, false);
        long times = 1;
        while (_at < _pattern.Length && _pattern[_at] is '*' or '+' or '?' or '{')
        {
            char mark = _pattern[_at];
            if (mark == '{')
            {
                if (!TryReadCount(out int least, out int most))
                {
                    break;
                }

                isCertain &= least > 0;
                times = Math.Min(Huge, times * Math.Max(1, most));
            }
            else
            {
                _at++;
                isCertain &= mark == '+';
            }

            isRepeated = true;
        }

        return times;
    }

    private bool TryReadCount(out int least, out int most)
    {
        least = most = 0;
        ReadOnlySpan<char> rest = _pattern[(_at + 1)..];
        int end = rest.IndexOf('}');
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<char> count = rest[..end];
        int comma = count.IndexOf(',');
        bool isCount = int.TryParse(comma < 0 ? count : count[..comma], out least);
        most = least;
        if (isCount && comma >= 0 && comma + 1 < count.Length)
        {
            isCount = int.TryParse(count[(comma + 1)..], out most);
        }

        _at += isCount ? end + 2 : 0;
        return isCount;
    }

    private void Note(char literal, bool isCertain, bool isRepeated)
    {
        if (literal == '\0' || char.IsSurrogate(literal) || !isCertain || _depth > 0)
        {
            EndRun();
            return;
        }

        _run[_runLength++] = literal;
        if (isRepeated)
        {
            EndRun();
        }
    }

    private void EndRun()
    {
        if (_runLength > Literal.Length)
        {
            Literal = _run[.._runLength].ToString();
        }

        _runLength = 0;
    }
}
