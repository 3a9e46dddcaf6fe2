using System.Text.RegularExpressions;
using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.FireLens.Templates;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads the filter <c>grep</c>.</summary>
internal static class GrepReader
{
    /// <summary>Every option of the filter.</summary>
    public static OptionTable Table { get; } = new(
    [
        .. SharedRows.Filter,
        OptionRow.Kept("regex", "keeps a record only if the field is there and matches"),
        OptionRow.Kept("exclude", "leaves a record out if the field matches"),
        OptionRow.Kept("logical_op", "how the rules go together"),
    ]);

    private static ValueKind<GrepLogic> Logics { get; } =
        Kinds.Choice(("legacy", GrepLogic.Legacy), ("and", GrepLogic.And), ("or", GrepLogic.Or));

    /// <summary>Reads the section; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static RecordFilter? Read(ConfigSection section, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Table, report);
        TagMatch match = MatchReading.Read(options);
        List<GrepRule> rules = [];
        foreach (ConfigEntry entry in section.Entries.Where(e => e.Is("regex") || e.Is("exclude")))
        {
            if (ReadRule(options, entry) is { } rule)
            {
                rules.Add(rule);
            }
        }

        GrepLogic logic = options.Read("logical_op", Logics);
        if (rules.Count == 0 && !options.HasErrors)
        {
            options.Refuse("has neither Regex nor Exclude: give it a rule, or take it out");
        }

        if (logic != GrepLogic.Legacy && rules.Any(r => r.IsExclude) && rules.Any(r => !r.IsExclude))
        {
            options.Refuse("has Regex and Exclude with a Logical_Op, which Fluent Bit does not allow: use two filters");
        }

        options.Keep($"grep for {match.Shown}: {string.Join(", ", section.Entries
            .Where(e => e.Is("regex") || e.Is("exclude"))
            .Select(e => $"{FireLensReport.ShowName(e.Key)} {e.Value.Shown}"))}");
        return options.HasErrors ? null : new GrepFilter(section.Place, match, logic, rules);
    }

    private static GrepRule? ReadRule(SectionOptions options, ConfigEntry entry)
    {
        (string field, string pattern) = MatchReading.SplitPair(entry.Value.Text);
        FieldPath? path = FieldPath.Read(field);
        if (path is null || pattern.Length == 0)
        {
            options.Refuse(entry, "must be a field and an expression, such as log ERROR");
            return null;
        }

        Regex? regex = MatchReading.ReadRegex(options, entry, pattern);
        return regex is null ? null : new GrepRule(path, entry.Is("exclude"), regex);
    }
}
