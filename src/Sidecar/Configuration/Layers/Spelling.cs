using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Configuration.Layers;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>Slips of the hand that are still taken for the same word.</summary>
    private const int MostSlips = 3;

    /// <summary>The setting whose variable is closest to the name, or null when none is close.</summary>
    /// <param name="variable">A name that is not a setting's.</param>
    public static string? Closest(string variable)
    {
        string upper = variable.ToUpperInvariant();
        (string name, int slips) = Settings.All
            .Select(s => (s.Variable, Slips: Distance(upper, s.Variable)))
            .MinBy(c => c.Slips);
        return slips <= MostSlips ? name : null;
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
