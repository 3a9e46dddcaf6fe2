using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads the filter <c>modify</c>.</summary>
internal static class ModifyReader
{
    private const string NoRegex = "chooses fields by an expression, which PhiLens does not do: name the fields";

    private static readonly Dictionary<string, (ModifyAction Action, bool HasArgument)> Actions =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["set"] = (ModifyAction.Set, true),
            ["add"] = (ModifyAction.Add, true),
            ["remove"] = (ModifyAction.Remove, false),
            ["remove_wildcard"] = (ModifyAction.RemoveWildcard, false),
            ["rename"] = (ModifyAction.Rename, true),
            ["hard_rename"] = (ModifyAction.HardRename, true),
            ["copy"] = (ModifyAction.Copy, true),
            ["hard_copy"] = (ModifyAction.HardCopy, true),
        };

    /// <summary>Every option of the filter.</summary>
    public static OptionTable Table { get; } = new(
    [
        .. SharedRows.Filter,
        .. Actions.Keys.Select(key => OptionRow.Kept(key, "changes a field")),
        OptionRow.Refused("remove_regex", NoRegex),
        OptionRow.Refused("condition", "makes the rules depend on a record, which PhiLens does not do: take it out"),
        OptionRow.Refused("move_to_start", "changes the order of fields, which PhiLens does not do: take it out"),
        OptionRow.Refused("move_to_end", "changes the order of fields, which PhiLens does not do: take it out"),
    ]);

    /// <summary>Reads the section; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static RecordFilter? Read(ConfigSection section, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Table, report);
        TagMatch match = MatchReading.Read(options);
        ConfigEntry[] entries = [.. section.Entries.Where(e => Actions.ContainsKey(e.Key))];
        ModifyRule[] rules = [.. entries.Select(e => ReadRule(options, e))];
        if (rules.Length == 0 && !options.HasErrors)
        {
            options.Refuse("has no rule, such as Set or Remove: give it one, or take it out");
        }

        options.Keep($"modify for {match.Shown}: "
            + string.Join(", ", entries.Select(e => $"{FireLensReport.ShowName(e.Key)} {e.Value.Shown}")));
        return options.HasErrors ? null : new ModifyFilter(section.Place, match, rules);
    }

    private static ModifyRule ReadRule(SectionOptions options, ConfigEntry entry)
    {
        (ModifyAction action, bool hasArgument) = Actions[entry.Key];
        (string key, string argument) = MatchReading.SplitPair(entry.Value.Text);
        if (key.Length == 0 || argument.Length == 0 == (hasArgument && entry.Value.Unset.Count == 0))
        {
            options.Refuse(entry, hasArgument
                ? "must be a field's name, and a value or another name"
                : "must be a field's name");
        }

        return new ModifyRule(action, key, argument);
    }
}
