using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Filtering;

/// <summary>
/// The language of <c>filterPattern</c>, as far as it is understood here: terms, quoted phrases, <c>?term</c>,
/// <c>-term</c>, and JSON selectors in braces. Space-delimited patterns in brackets and regular expressions between
/// percent signs are refused, so that no test believes in a filter that was not applied.
/// </summary>
internal static class FilterPattern
{
    private const int LongestPattern = 1024;

    public static IMessageMatch Parse(string? pattern)
    {
        var text = pattern?.Trim() ?? "";
        if (text.Length > LongestPattern)
        {
            throw ServiceException.Constraint(
                $"'{text}'", "filterPattern", $"have length less than or equal to {LongestPattern}");
        }

        return text switch
        {
            "" or "\"\"" => new EveryMessage(),
            ['{', .., '}'] => JsonPatternParser.Parse(text[1..^1]),
            ['{', ..] or ['[', ..] => throw Invalid($"'{text}' is not a pattern that is understood here."),
            _ => TermPattern.Parse(text),
        };
    }

    public static ServiceException Invalid(string why) =>
        ServiceException.InvalidParameter($"Invalid filter pattern: {why}");
}
