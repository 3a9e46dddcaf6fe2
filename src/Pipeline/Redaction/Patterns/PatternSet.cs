using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace PhiLens.Pipeline.Redaction.Patterns;

/// <summary>
/// The expressions of a policy, looked for in a text one after the other. The text becomes characters once, and only
/// when an expression may match; bytes that are not UTF-8 are seen as U+FFFD. When the work on one record takes too
/// long, the record is withheld: it is never sent with a part that nobody looked at.
/// </summary>
/// <param name="patterns">The expressions with their rules.</param>
internal sealed class PatternSet((ValuePattern Pattern, int Rule)[] patterns)
{
    internal static readonly PatternSet None = new([]);

    /// <summary>
    /// The most time for all expressions on one record: 2 s. Only an expression that looks far ahead at each of many
    /// matches in a long record comes near it.
    /// </summary>
    internal static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(2);

    /// <summary>Shorter texts need no rented memory: most.</summary>
    private const int ShortText = 512;

    /// <summary>The clock is read once for so many matches.</summary>
    private const int MatchesBetweenLooks = 64;

    internal bool IsEmpty => patterns.Length == 0;

    /// <summary>The strongest of the rules; greater than any when there is none.</summary>
    internal int FirstRule { get; } = patterns.Length == 0 ? int.MaxValue : patterns.Min(p => p.Rule);

    /// <summary>Claims every match, with its rule.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    internal void Scan(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        foreach ((ValuePattern pattern, _) in patterns)
        {
            if (pattern.MayMatch(text))
            {
                ScanCharacters(pass, text);
                return;
            }
        }
    }

    private void ScanCharacters(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        if (text.Length <= ShortText)
        {
            Span<char> few = stackalloc char[ShortText];
            ScanCharacters(pass, text, few);
            few.Clear();
        }
        else if (pass.Characters.TryGrow(text.Length * sizeof(char)))
        {
            ScanCharacters(pass, text, MemoryMarshal.Cast<byte, char>(pass.Characters.Bytes));
        }
        else
        {
            pass.Withhold();
        }
    }

    private void ScanCharacters(RedactionPass pass, ReadOnlySpan<byte> text, Span<char> place)
    {
        // Never more characters than bytes, so there is always room.
        _ = Utf8.ToUtf16(text, place, out _, out int length);
        ReadOnlySpan<char> characters = place[..length];
        long begun = pass.Time.GetTimestamp();
        foreach ((ValuePattern pattern, int rule) in patterns)
        {
            if (pattern.MayMatch(text) && !TryScan(pass, text, characters, pattern.Expression, rule))
            {
                pass.Withhold();
                return;
            }
        }

        pass.PatternTime += pass.Time.GetElapsedTime(begun);
    }

    private static bool TryScan(
        RedactionPass pass, ReadOnlySpan<byte> text, ReadOnlySpan<char> characters, Regex expression, int rule)
    {
        var at = new TextPosition(text, characters.Length == text.Length);
        long begun = pass.Time.GetTimestamp();
        int matches = 0;
        try
        {
            foreach (ValueMatch match in expression.EnumerateMatches(characters))
            {
                if (++matches % MatchesBetweenLooks == 0
                    && pass.PatternTime + pass.Time.GetElapsedTime(begun) > LongestWork)
                {
                    return false;
                }

                if (match.Length > 0)
                {
                    int start = at.BeginOf(match.Index);
                    pass.Claim(text, start, at.EndOf(match.Index + match.Length), rule);
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }

        return pass.PatternTime + pass.Time.GetElapsedTime(begun) <= LongestWork;
    }
}
