using PhiLens.Pipeline.Filtering;
using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

namespace PhiLens.Sidecar.Routing;

/// <summary>What the filters of one tag come to.</summary>
internal sealed class FilterSteps
{
    /// <summary>Makes the steps.</summary>
    /// <param name="filters">The filters that records of the tag pass, in order.</param>
    public FilterSteps(IEnumerable<RecordFilter> filters)
    {
        RecordFilter[] all = [.. filters];
        string[] languages = [.. all.OfType<MultilineFilter>().SelectMany(f => f.Presets)];
        Grouping = languages.Length == 0 ? null : new TraceGrouping(languages);

        // Joining comes before everything else, wherever the file has it; and fields that nothing edits any more are
        // added as the record is written, which costs no copy.
        RecordFilter[] others = [.. all.Where(f => f is not MultilineFilter)];
        int edited = Array.FindLastIndex(others, f => !OnlyAdds(f)) + 1;
        Fields = [.. others[edited..].OfType<RecordModifierFilter>().SelectMany(Added)];
        RecordStep[] steps = [.. others[..edited].SelectMany(StepsOf)];
        Steps = steps.Length == 0 ? null : new RecordSteps(steps);
    }

    /// <summary>Which lines are one record; null when each is.</summary>
    public ILineGrouping? Grouping { get; }

    /// <summary>What is done to each record first; null for nothing.</summary>
    public IRecordSteps? Steps { get; }

    /// <summary>What is added to whole records after that, in order. Without a value it is no field.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    private static bool OnlyAdds(RecordFilter filter) =>
        filter is RecordModifierFilter { Removed.Count: 0, Allowed.Count: 0 };

    private static IEnumerable<KeyValuePair<string, string>> Added(RecordModifierFilter filter) =>
        filter.Added.Where(field => field.Value.Length > 0);

    private static IEnumerable<RecordStep> StepsOf(RecordFilter filter) => filter switch
    {
        GrepFilter grep => [new GrepStep(grep.Logic, [.. grep.Rules.Select(TestOf)])],
        ModifyFilter modify => modify.Rules.Select(r => new ModifyStep(r.Action, r.Key, r.Argument)),
        JsonParserFilter parser => [new ParseJsonStep(parser.Key, parser.KeepsOthers, parser.KeepsKey)],
        RecordModifierFilter modifier => StepsOf(modifier),
        _ => throw new ArgumentException("No step is known for this filter.", nameof(filter)),
    };

    private static IEnumerable<RecordStep> StepsOf(RecordModifierFilter filter)
    {
        if (filter.Removed.Count > 0)
        {
            yield return new PickStep(filter.Removed, isAllowed: false);
        }

        if (filter.Allowed.Count > 0)
        {
            yield return new PickStep(filter.Allowed, isAllowed: true);
        }

        if (Added(filter).Any())
        {
            yield return new AddStep(Added(filter));
        }
    }

    private static GrepTest TestOf(GrepRule rule) =>
        new(rule.Field.Keys, new TextPattern(rule.Pattern), rule.IsExclude);
}
