namespace PhiLens.LocalAws.Insights;

/// <summary>A parsed query: which events, in which order, how many, and what of them is shown.</summary>
internal sealed class InsightsQuery
{
    /// <summary>What the service answers when a query has no limit of its own.</summary>
    public const int DefaultLimit = 10_000;

    public List<string> Fields { get; } = [];

    public List<Predicate<InsightsEvent>> Filters { get; } = [];

    public string SortField { get; set; } = "@timestamp";

    public bool Ascending { get; set; }

    public int? Limit { get; set; }

    /// <summary>The name of the column that <c>stats count()</c> makes; null without it.</summary>
    public string? CountName { get; set; }

    /// <summary>The field that the count is grouped by.</summary>
    public string? CountBy { get; set; }

    /// <summary>Runs the query; each row is a list of columns. Also says how many events passed the filters.</summary>
    public (List<List<KeyValuePair<string, string>>> Rows, int Matched) Run(
        IEnumerable<InsightsEvent> events, int limit)
    {
        var found = events.Where(item => Filters.TrueForAll(filter => filter(item))).ToList();
        var most = Math.Min(limit, Limit ?? DefaultLimit);
        return (CountName is null ? Shown(found, most) : Counted(found, most), found.Count);
    }

    private List<List<KeyValuePair<string, string>>> Shown(List<InsightsEvent> found, int most)
    {
        // Texts of times sort as the times do, so one comparison serves every field.
        var sorted = Ascending
            ? found.OrderBy(item => item.Field(SortField), StringComparer.Ordinal).ThenBy(item => item.Key)
            : found.OrderByDescending(item => item.Field(SortField), StringComparer.Ordinal)
                .ThenByDescending(item => item.Key);
        var fields = Fields.Count == 0 ? ["@timestamp", "@message", "@ptr"] : Fields.Append("@ptr").Distinct().ToList();
        return [.. sorted.Take(most).Select(item => Row(item, fields))];
    }

    private List<List<KeyValuePair<string, string>>> Counted(List<InsightsEvent> found, int most)
    {
        if (CountBy is null)
        {
            return found.Count == 0 ? [] : [[new(CountName!, $"{found.Count}")]];
        }

        return [.. found.GroupBy(item => item.Field(CountBy))
            .OrderByDescending(group => group.Count())
            .Take(most)
            .Select(group => Row(CountBy, group.Key, group.Count()))];
    }

    private List<KeyValuePair<string, string>> Row(string by, string? value, int count)
    {
        List<KeyValuePair<string, string>> row = [new(CountName!, $"{count}")];
        if (value is not null)
        {
            row.Insert(0, new(by, value));
        }

        return row;
    }

    private static List<KeyValuePair<string, string>> Row(InsightsEvent item, List<string> fields) =>
        [..
            from field in fields
            let value = item.Field(field)
            where value is not null
            select KeyValuePair.Create(field, value),
        ];
}
