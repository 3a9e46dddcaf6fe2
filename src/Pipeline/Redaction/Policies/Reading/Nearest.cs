namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>Finds the word that was meant.</summary>
internal static class Nearest
{
    private const int MostChanges = 2;

    /// <summary>The known word that differs the least; null when none is near.</summary>
    internal static string? To(string word, IEnumerable<string> known)
    {
        string? nearest = known.MinBy(k => Changes(word, k));
        return nearest is not null && Changes(word, nearest) <= MostChanges ? nearest : null;
    }

    /// <summary>How many characters must be put in, taken out or changed; many when the lengths differ much.</summary>
    private static int Changes(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > MostChanges)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int same = diagonal + (char.ToLowerInvariant(one[i - 1]) == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(same, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
