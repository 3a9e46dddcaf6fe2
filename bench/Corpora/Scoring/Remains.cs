using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Looks for a value in a line, however it is spelled there.</summary>
public static class Remains
{
    /// <summary>
    /// From this length on a value cannot be found by chance, and is looked for within longer words too.
    /// </summary>
    private const int LongValue = 7;

    private const int ShortestWord = 3;

    /// <summary>Whether the line still says the value: raw, in other separators, cases, escapes or digits.</summary>
    public static bool Has(Readings line, string type, string value)
    {
        string folded = Readings.Fold(value);
        string squeezed = Readings.Squeeze(folded);
        if (squeezed.Length >= LongValue)
        {
            if (line.Squeezed.Any(s => s.Contains(squeezed, StringComparison.Ordinal)))
            {
                return true;
            }
        }
        else if (line.Folded.Any(text => HasWord(text, folded)))
        {
            return true;
        }

        return type == PhiType.Name && WordsOf(folded).Any(word => line.Folded.Any(text => HasWord(text, word)));
    }

    /// <summary>One word of a name is enough to be a leak.</summary>
    private static IEnumerable<string> WordsOf(string folded) => folded
        .Split([' ', ',', '.', '-'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.Length >= ShortestWord);

    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            bool begins = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            if (begins && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
