using System.Text;
using System.Text.RegularExpressions;

namespace PhiLens.Pipeline.Redaction.Patterns;

/// <summary>
/// A regular expression of a policy: in the syntax of .NET, without look-around and back references. It never
/// backtracks; one search through a text takes time that grows with the text's length alone. Shared by all threads.
/// </summary>
internal sealed class ValuePattern
{
    /// <summary>
    /// The largest size with repetitions written out: <c>\d{10000}</c>. Its states stay within a few megabytes.
    /// </summary>
    internal const int MostSteps = 10_000;

    /// <summary>One search longer than this is given up: 1 s, enough for 16 MiB on a busy machine.</summary>
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(1);

    private readonly byte[] _literal;

    private ValuePattern(Regex expression, string literal)
    {
        Expression = expression;
        _literal = Encoding.UTF8.GetBytes(literal);
    }

    internal Regex Expression { get; }

    /// <summary>Whether a text may hold a match: it holds the text that every match does.</summary>
    internal bool MayMatch(ReadOnlySpan<byte> text) => _literal.Length == 0 || text.IndexOf(_literal) >= 0;

    /// <summary>Reads an expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="read">The result; null when it cannot be used.</param>
    /// <returns>What is wrong, without any of the expression; null when nothing is.</returns>
    internal static string? TryRead(string pattern, out ValuePattern? read)
    {
        read = null;
        PatternShape shape = PatternShape.Of(pattern);
        if (shape.Size > MostSteps)
        {
            return $"its repetitions come to more than {MostSteps} steps: make their counts smaller";
        }

        try
        {
            var expression = new Regex(
                pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestSearch);
            if (expression.IsMatch(""))
            {
                return "it matches the empty text, and so everywhere: let it ask for at least one character";
            }

            read = new ValuePattern(expression, shape.Literal);
            return null;
        }
        catch (RegexParseException wrong)
        {
            return $"it is not a regular expression: {wrong.Error} at character {wrong.Offset + 1}";
        }
        catch (NotSupportedException)
        {
            return "it needs look-around, back references or other backtracking: write it without";
        }
    }
}
