using System.Globalization;

namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>Walks over a Ruby expression, and keeps the first thing in it that cannot be translated.</summary>
internal sealed class RubyCursor
{
    private readonly string _text;

    /// <summary>Begins at the beginning.</summary>
    /// <param name="text">The expression.</param>
    public RubyCursor(string text) => _text = text;

    /// <summary>The place of the next character.</summary>
    public int At { get; set; }

    /// <summary>The name of what cannot be translated, or null. Never holds a piece of the expression.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsDone => Problem is not null || At >= _text.Length;

    /// <summary>The next character, which is left where it is; NUL at the end.</summary>
    public char Peek => At < _text.Length ? _text[At] : '\0';

    /// <summary>Takes the next character.</summary>
    public char Take() => At < _text.Length ? _text[At++] : '\0';

    /// <summary>Takes a text if it comes next.</summary>
    /// <param name="text">The text.</param>
    public bool TryTake(string text)
    {
        bool isNext = string.CompareOrdinal(_text, At, text, 0, text.Length) == 0;
        At += isNext ? text.Length : 0;
        return isNext;
    }

    /// <summary>Takes everything up to a character, and the character; null when it does not come.</summary>
    /// <param name="end">The character.</param>
    public string? TakeUntil(char end)
    {
        int found = _text.IndexOf(end, Math.Min(At, _text.Length));
        if (found < 0)
        {
            return null;
        }

        string taken = _text[At..found];
        At = found + 1;
        return taken;
    }

    /// <summary>Whether a character comes somewhere after the next one.</summary>
    /// <param name="c">The character.</param>
    public bool ComesLater(char c) => At + 1 < _text.Length && _text.IndexOf(c, At + 1) >= 0;

    /// <summary>Takes digits.</summary>
    /// <param name="most">The most digits to take.</param>
    /// <param name="isDigit">What a digit is.</param>
    public string TakeDigits(int most, Func<char, bool> isDigit)
    {
        int start = At;
        while (At < _text.Length && At - start < most && isDigit(_text[At]))
        {
            At++;
        }

        return _text[start..At];
    }

    /// <summary>Takes the character that an escape stands for, after its backslash and letter; -1 if none.</summary>
    /// <param name="letter">The letter.</param>
    public int TakeEscape(char letter) => letter switch
    {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'f' => '\f',
        'v' => '\v',
        'a' => '\a',
        'e' => '\e',
        '0' => TakeCode(2, char.IsAsciiDigit, "an octal number that is none", 8),
        'x' => TakeHex(),
        'u' => TakeCode(4, char.IsAsciiHexDigit, @"\u without four digits", 16, least: 4),
        'c' or 'C' or 'M' => Refuse(@"a control or meta character, as \cx"),
        _ => -1,
    };

    /// <summary>Says that something cannot be translated.</summary>
    /// <param name="what">Its name.</param>
    public int Refuse(string what)
    {
        Problem ??= what;
        return -1;
    }

    private int TakeHex()
    {
        if (!TryTake("{"))
        {
            int code = TakeCode(2, char.IsAsciiHexDigit, @"\x without digits", 16, least: 1);
            return code <= 0x7F ? code : Refuse(@"a single byte above \x7F");
        }

        string digits = TakeDigits(6, char.IsAsciiHexDigit);
        bool isCode = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int wide);
        return TryTake("}") && isCode && System.Text.Rune.IsValid(wide) ? wide : Refuse(@"\x{…} that is no character");
    }

    private int TakeCode(int most, Func<char, bool> isDigit, string problem, int system, int least = 0)
    {
        string digits = TakeDigits(most, isDigit);
        bool isNumber = digits.Length >= least && (system == 16 || digits.All(c => c < '8'));
        if (!isNumber)
        {
            return Refuse(problem);
        }

        int code = digits.Length == 0 ? 0 : Convert.ToInt32(digits, system);
        return System.Text.Rune.IsValid(code) ? code : Refuse("half of a character, as \\uD800");
    }
}
