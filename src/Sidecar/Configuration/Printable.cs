namespace PhiLens.Sidecar.Configuration;

/// <summary>Makes text that somebody else wrote fit to be shown on one line of a terminal or a log.</summary>
internal static class Printable
{
    /// <summary>The longest value that a message repeats.</summary>
    public const int LongestQuote = 80;

    /// <summary>The longest message; more than any list of errors needs.</summary>
    public const int LongestMessage = 1000;

    /// <summary>The text with control characters replaced, and cut where it is longer than the limit.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">The most characters to keep.</param>
    public static string OneLine(string text, int limit)
    {
        string cut = text.Length > limit ? string.Concat(text.AsSpan(0, limit), "…") : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                span[i] = IsPlain(source[i]) ? source[i] : '?';
            }
        });
    }

    // Line and paragraph separators are not control characters, yet some viewers break lines at them.
    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029');
}
