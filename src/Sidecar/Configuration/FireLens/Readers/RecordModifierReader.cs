using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads the filter <c>record_modifier</c>.</summary>
internal static class RecordModifierReader
{
    /// <summary>Every option of the filter.</summary>
    public static OptionTable Table { get; } = new(
    [
        .. SharedRows.Filter,
        OptionRow.Kept("record", "adds a field"),
        OptionRow.Kept("remove_key", "takes a field out"),
        OptionRow.Kept("allowlist_key", "takes every other field out"),
        OptionRow.Kept("whitelist_key", "the older name of allowlist_key"),
        OptionRow.Refused("uuid_key", "adds an id to each record, which PhiLens does not do: take it out"),
    ]);

    /// <summary>Reads the section; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static RecordFilter? Read(ConfigSection section, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Table, report);
        RecordModifierFilter filter = new(section.Place, MatchReading.Read(options))
        {
            Added = [.. options.All("record").Select(e => ReadRecord(options, e))],
            Removed = [.. options.All("remove_key").Select(e => e.Value.Text)],
            Allowed = [.. section.Entries
                .Where(e => e.Is("allowlist_key") || e.Is("whitelist_key"))
                .Select(e => e.Value.Text)],
        };
        if (filter.Removed.Count > 0 && filter.Allowed.Count > 0)
        {
            options.Refuse("has Remove_key and Allowlist_key, which exclude each other: use two filters");
        }

        if (filter.Added.Count + filter.Removed.Count + filter.Allowed.Count == 0)
        {
            options.Refuse("has neither Record, Remove_key nor Allowlist_key: give it one, or take it out");
        }

        options.Keep($"record_modifier for {filter.Match.Shown}: {Describe(section)}");
        return options.HasErrors ? null : filter;
    }

    private static KeyValuePair<string, string> ReadRecord(SectionOptions options, ConfigEntry entry)
    {
        (string key, string value) = MatchReading.SplitPair(entry.Value.Text);

        // Fluent Bit would leave such a line out without a word; an unset variable is no reason to stop, though.
        if (key.Length == 0 || (value.Length == 0 && entry.Value.Unset.Count == 0))
        {
            options.Refuse(entry, "must be a field's name and its value");
        }

        return KeyValuePair.Create(key, value);
    }

    private static string Describe(ConfigSection section) => string.Join(", ", section.Entries
        .Where(e => !e.Is("name") && !e.Is("match") && !e.Is("match_regex"))
        .Select(e => $"{FireLensReport.ShowName(e.Key)} {e.Value.Shown}"));
}
