namespace PhiLens.LocalAws.Insights;

/// <summary>The results of a query and what it took.</summary>
internal sealed record QueryOutcome(
    List<List<KeyValuePair<string, string>>> Rows, int Matched, int Scanned, long Bytes);
