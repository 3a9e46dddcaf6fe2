using System.Globalization;
using System.Text;

namespace PhiLens.Sidecar.Configuration.FireLens.Patterns.Classes;

/// <summary>
/// Translates a character class, from after its <c>[</c> to its <c>]</c>. Every character of the result is escaped, so
/// that none begins something that only .NET knows. Not handled: classes in classes, and <c>&amp;&amp;</c>.
/// </summary>
internal static class RubyClass
{
    private const int NoCharacter = -1;

    /// <summary>Translates one class.</summary>
    /// <param name="cursor">Stands after the <c>[</c>.</param>
    public static string Read(RubyCursor cursor)
    {
        StringBuilder result = new("[");
        if (cursor.TryTake("^"))
        {
            result.Append('^');
        }

        // A ] that comes first is itself, if another one follows.
        bool isFirst = cursor.Peek == ']' && cursor.ComesLater(']');
        while (!cursor.IsDone && (isFirst || cursor.Peek != ']'))
        {
            ReadItem(cursor, result);
            isFirst = false;
        }

        if (!cursor.TryTake("]") || result.Length == (result.Length > 1 && result[1] == '^' ? 2 : 1))
        {
            cursor.Refuse("a character class that is empty or not closed");
        }

        return result.Append(']').ToString();
    }

    private static void ReadItem(RubyCursor cursor, StringBuilder result)
    {
        if (cursor.TryTake("&&"))
        {
            cursor.Refuse("an intersection of character classes, &&");
            return;
        }

        if (cursor.TryTake("[:"))
        {
            ReadBracket(cursor, result);
            return;
        }

        int first = ReadCharacter(cursor, result);
        if (first == NoCharacter || cursor.Problem is not null)
        {
            return;
        }

        int last = IsRange(cursor) ? ReadCharacter(cursor, result) : first;
        if (last < first)
        {
            cursor.Refuse("a range in a character class that runs backwards or ends with a set");
            return;
        }

        Append(result, first);
        if (last > first)
        {
            result.Append('-');
            Append(result, last);
        }
    }

    private static void ReadBracket(RubyCursor cursor, StringBuilder result)
    {
        string? set = cursor.TakeUntil(':') is { } name && cursor.TryTake("]") ? CharacterSets.OfBracket(name) : null;
        if (set is null)
        {
            cursor.Refuse("a POSIX bracket, as [[:alpha:]], that is not known here");
        }

        result.Append(set);
    }

    // A hyphen before the closing bracket is itself.
    private static bool IsRange(RubyCursor cursor)
    {
        int start = cursor.At;
        if (cursor.TryTake("-") && cursor.Peek is not (']' or '\0'))
        {
            return true;
        }

        cursor.At = start;
        return false;
    }

    /// <summary>Reads a character; or a set, which goes into the result.</summary>
    private static int ReadCharacter(RubyCursor cursor, StringBuilder result)
    {
        char c = cursor.Take();
        if (c == '[')
        {
            return cursor.Refuse("a character class within another");
        }

        if (char.IsSurrogate(c))
        {
            return cursor.Refuse("a character above U+FFFF in a character class");
        }

        return c == '\\' ? ReadEscape(cursor, result) : c;
    }

    private static int ReadEscape(RubyCursor cursor, StringBuilder result)
    {
        char letter = cursor.Take();
        if (letter == 'b')
        {
            return '\b';
        }

        string? set = letter is 'p' or 'P' ? RubyProperty.Read(cursor, letter) : CharacterSets.OfEscape(letter);
        if (set is not null)
        {
            result.Append(set);
            return NoCharacter;
        }

        if (char.IsAsciiDigit(letter) && letter != '0' || letter is 'R' or 'X' || char.IsSurrogate(letter))
        {
            return cursor.Refuse("an escape in a character class that is not known here");
        }

        int code = cursor.TakeEscape(letter);
        if (code > char.MaxValue)
        {
            return cursor.Refuse("a character above U+FFFF in a character class");
        }

        return code >= 0 || cursor.Problem is not null ? code : letter;
    }

    private static void Append(StringBuilder result, int code)
    {
        if (char.IsAsciiLetterOrDigit((char)code))
        {
            result.Append((char)code);
        }
        else
        {
            result.Append(CultureInfo.InvariantCulture, $@"\u{code:X4}");
        }
    }
}
