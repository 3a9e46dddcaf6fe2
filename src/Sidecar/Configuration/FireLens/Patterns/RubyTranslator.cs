using System.Globalization;
using PhiLens.Sidecar.Configuration.FireLens.Patterns.Classes;

namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>
/// Translates an expression of Onigmo's Ruby syntax into one for .NET's engine without backtracking. Only whether it
/// matches counts, so every group becomes <c>(?:…)</c>. Differences that are handled: <c>^</c> and <c>$</c> are always
/// of lines, <c>m</c> is what .NET calls single-line, <c>\h</c> is a hexadecimal digit, <c>\d \s \w</c> are ASCII,
/// <c>{,n}</c> and <c>{n}?</c>, and an option in the middle of a group reaches over its alternatives. Refused, because
/// that engine cannot do it: lookaround, atomic groups, possessive repeats, backreferences, conditionals.
/// </summary>
internal sealed class RubyTranslator
{
    private const int DeepestGroup = 50;

    private readonly RubyCursor _cursor;
    private readonly NetPattern _result = new();
    private readonly Stack<RubyGroup> _groups = new();
    private RubyFlags _flags;

    private RubyTranslator(string text, RubyFlags flags)
    {
        _cursor = new RubyCursor(text);
        _flags = flags;
    }

    /// <summary>Translates an expression.</summary>
    /// <param name="text">The expression, without slashes around it.</param>
    /// <param name="flags">The options that hold from its beginning.</param>
    /// <returns>The expression for .NET, or the name of what cannot be translated.</returns>
    public static (string? Pattern, string? Problem) Translate(string text, RubyFlags flags)
    {
        RubyTranslator translator = new(text, flags);
        translator.Run();
        string? problem = translator._cursor.Problem;
        return (problem is null ? translator._result.ToString() : null, problem);
    }

    private void Run()
    {
        if (_flags.IgnoreCase)
        {
            _groups.Push(new RubyGroup(0, _flags, IsImplied: true));
            _result.Anchor("(?i:");
        }

        while (!_cursor.IsDone)
        {
            Step(_cursor.Take());
        }

        CloseImplied();
        if (_groups.Count > 0)
        {
            _cursor.Refuse("a group that is not closed");
        }
    }

    private void Step(char c)
    {
        if (_flags.Extended && (char.IsWhiteSpace(c) || c == '#'))
        {
            SkipExtended(c);
            return;
        }

        switch (c)
        {
            case '\\': ReadEscape(); break;
            case '[': _result.Atom(RubyClass.Read(_cursor)); break;
            case '(': OpenGroup(); break;
            case ')': CloseGroup(); break;
            case '.': _result.Atom(_flags.DotMatchesLineFeed ? @"[\s\S]" : @"[^\n]"); break;
            case '^' or '$': _result.Anchor(c.ToString()); break;
            case '|': _result.Anchor("|"); break;
            case '*' or '+' or '?': Repeat(c.ToString(), takesSuffix: true); break;
            case '{': ReadInterval(); break;
            default: Literal(c); break;
        }
    }

    private void SkipExtended(char c)
    {
        if (c == '#')
        {
            _cursor.TakeDigits(int.MaxValue, static other => other != '\n');
        }
    }

    private void Literal(char c)
    {
        if (!char.IsSurrogate(c))
        {
            _result.Literal(c);
            return;
        }

        char low = _cursor.Take();
        _result.Atom($"(?:{c}{low})");
        if (!char.IsSurrogatePair(c, low))
        {
            _cursor.Refuse("half of a character");
        }
    }

    private void ReadEscape()
    {
        if (_cursor.IsDone)
        {
            _cursor.Refuse("a backslash at the end");
            return;
        }

        char letter = _cursor.Take();
        string? problem = letter switch
        {
            >= '1' and <= '9' or 'k' => @"a backreference, as \1 or \k<name>",
            'g' => @"a call of a group, \g<name>",
            'K' => @"\K",
            'G' => @"\G",
            'R' or 'X' => @"\R or \X",
            _ => null,
        };
        if (problem is not null)
        {
            _cursor.Refuse(problem);
        }
        else if (letter is 'A' or 'z' or 'Z' or 'b' or 'B')
        {
            _result.Anchor($@"\{letter}");
        }
        else
        {
            ReadCharacterEscape(letter);
        }
    }

    private void ReadCharacterEscape(char letter)
    {
        string? set = letter is 'p' or 'P' ? RubyProperty.Read(_cursor, letter) : CharacterSets.OfEscape(letter);
        if (set is not null)
        {
            _result.Atom($"[{set}]");
            return;
        }

        int code = _cursor.TakeEscape(letter);
        if (code > char.MaxValue)
        {
            _result.Atom($"(?:{char.ConvertFromUtf32(code)})");
        }
        else if (code >= 0)
        {
            _result.Atom(string.Create(CultureInfo.InvariantCulture, $@"\u{code:X4}"));
        }
        else if (_cursor.Problem is null)
        {
            Literal(letter);
        }
    }

    private void OpenGroup()
    {
        if (!_cursor.TryTake("?"))
        {
            Push(_flags);
            return;
        }

        if (_cursor.TryTake("#"))
        {
            _ = _cursor.TakeUntil(')') is null ? _cursor.Refuse("a comment that is not closed") : 0;
        }
        else if (_cursor.TryTake(":"))
        {
            Push(_flags);
        }
        else if (RubyGroupKinds.Refused(_cursor) is { } problem)
        {
            _cursor.Refuse(problem);
        }
        else if (_cursor.TryTake("<") || _cursor.TryTake("'"))
        {
            _ = RubyGroupKinds.TakeName(_cursor) ? 0 : _cursor.Refuse("a group whose name is not closed");
            Push(_flags);
        }
        else
        {
            OpenOptions();
        }
    }

    private void OpenOptions()
    {
        if (!RubyGroupKinds.TryTakeFlags(_cursor, _flags, out RubyFlags flags))
        {
            return;
        }

        if (_cursor.TryTake(":"))
        {
            Push(flags);
        }
        else if (_cursor.TryTake(")"))
        {
            Push(flags, isImplied: true);
        }
        else
        {
            _cursor.Refuse("options that are not closed");
        }
    }

    private void Push(RubyFlags inside, bool isImplied = false)
    {
        if (_groups.Count >= DeepestGroup)
        {
            _cursor.Refuse($"more than {DeepestGroup} groups within one another");
        }

        _groups.Push(new RubyGroup(_result.Length, _flags, isImplied));
        _result.Anchor(inside.IgnoreCase == _flags.IgnoreCase ? "(?:" : inside.IgnoreCase ? "(?i:" : "(?-i:");
        _flags = inside;
    }

    private void CloseGroup()
    {
        CloseImplied();
        if (!_groups.TryPop(out RubyGroup group))
        {
            _cursor.Refuse("a ) without its (");
            return;
        }

        Close(group);
    }

    private void CloseImplied()
    {
        while (_groups.TryPeek(out RubyGroup group) && group.IsImplied)
        {
            Close(_groups.Pop());
        }
    }

    private void Close(RubyGroup group)
    {
        _result.CloseGroup(group.Start);
        _flags = group.Outside;
    }

    private void ReadInterval()
    {
        int start = _cursor.At;
        RubyInterval? interval = RubyInterval.Read(_cursor);
        if (interval is null)
        {
            _cursor.At = start;
            Literal('{');
            return;
        }

        Repeat(interval.Text, takesSuffix: false);
        if (!interval.IsExact && _cursor.TryTake("?"))
        {
            _result.MakeLazy();
        }
    }

    private void Repeat(string text, bool takesSuffix)
    {
        if (!_result.TryRepeat(text))
        {
            _cursor.Refuse("a repeat with nothing before it to repeat");
            return;
        }

        if (takesSuffix && _cursor.TryTake("+"))
        {
            _cursor.Refuse("a possessive repeat, as a++");
        }
        else if (takesSuffix && _cursor.TryTake("?"))
        {
            _result.MakeLazy();
        }
    }
}
