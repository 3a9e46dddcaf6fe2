using System.Text.RegularExpressions;

namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>
/// Reads an expression as Fluent Bit does: <c>/…/</c> and <c>/…/imx</c> are taken apart, everything else is the
/// expression itself. Differences that stay: .NET counts UTF-16 units where Ruby counts characters, which only a
/// counted repeat of characters above U+FFFF can notice; and letters of several characters, as ß and ss, never fold.
/// </summary>
internal static class RubyRegex
{
    /// <summary>The longest expression, in characters.</summary>
    public const int LongestPattern = 4096;

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    /// <summary>Reads an expression. Never throws, whatever the text.</summary>
    /// <param name="text">The expression as it was written.</param>
    /// <param name="regex">The expression for .NET; only meaningful when null is returned.</param>
    /// <returns>Null, or the name of what cannot be translated, which never holds a piece of the text.</returns>
    public static string? Read(string text, out Regex? regex)
    {
        regex = null;
        if (text.Length is 0 or > LongestPattern)
        {
            return $"an expression that is empty or longer than {LongestPattern} characters";
        }

        (string inside, RubyFlags flags) = TakeSlashes(text);
        (string? pattern, string? problem) = RubyTranslator.Translate(inside, flags);
        if (pattern is null)
        {
            return problem;
        }

        try
        {
            regex = new Regex(pattern, Options);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or OverflowException)
        {
            return "an expression that is too large, or that makes no sense";
        }
    }

    private static (string Inside, RubyFlags Flags) TakeSlashes(string text)
    {
        int last = text.LastIndexOf('/');
        if (text[0] != '/' || last == 0)
        {
            return (text, default);
        }

        RubyFlags flags = default;
        foreach (char letter in text.AsSpan(last + 1))
        {
            // Fluent Bit takes a letter that it does not know for a part of the expression.
            if (letter != 'o' && !flags.TryWith(letter, true, out flags))
            {
                return (text, default);
            }
        }

        bool isPlain = last == text.Length - 1;
        return isPlain || flags != default ? (text[1..last], flags) : (text, default);
    }
}
