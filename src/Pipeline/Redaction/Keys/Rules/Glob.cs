namespace PhiLens.Pipeline.Redaction.Keys.Rules;

/// <summary>Compares texts with a pattern in which a star stands for any number of characters.</summary>
internal static class Glob
{
    internal const char Star = '*';

    /// <summary>Whether a text is as the pattern says. Its time grows with both lengths, multiplied.</summary>
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int at = 0;
        int inText = 0;
        int star = -1;
        int behindStar = 0;
        while (inText < text.Length)
        {
            if (at < pattern.Length && pattern[at] == Star)
            {
                (star, behindStar) = (at++, inText);
            }
            else if (at < pattern.Length && pattern[at] == text[inText])
            {
                at++;
                inText++;
            }
            else if (star >= 0)
            {
                (at, inText) = (star + 1, ++behindStar);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].IndexOfAnyExcept(Star) < 0;
    }
}
