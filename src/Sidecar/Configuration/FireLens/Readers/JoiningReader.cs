using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads the filters <c>multiline</c> and <c>parser</c>.</summary>
internal static class JoiningReader
{
    private const string OwnTimes = "PHILENS_MULTILINE__AGE and PHILENS_RECORDS__MAXSIZE bound joining";

    private static readonly string[] Presets = ["java", "python", "go"];

    /// <summary>Every option of <c>multiline</c>.</summary>
    public static OptionTable Multiline { get; } = new(
    [
        .. SharedRows.Filter,
        OptionRow.Kept("multiline.parser", "java, python or go: PhiLens' presets of the same name"),
        OptionRow.Kept("multiline.key_content", "must be log"),
        OptionRow.Kept("mode", "parser, or partial_message, which PhiLens always does"),
        OptionRow.Meaningless("buffer", OwnTimes),
        OptionRow.Meaningless("flush_ms", OwnTimes),
        OptionRow.Meaningless("emitter_name", OwnTimes),
        OptionRow.Meaningless("emitter_storage.type", OwnTimes),
        OptionRow.Meaningless("emitter_mem_buf_limit", OwnTimes),
        OptionRow.Meaningless("debug_flush", OwnTimes),
    ]);

    /// <summary>Every option of <c>parser</c>.</summary>
    public static OptionTable Parser { get; } = new(
    [
        .. SharedRows.Filter,
        OptionRow.Kept("key_name", "the field that is parsed"),
        OptionRow.Kept("parser", "must be json"),
        OptionRow.Kept("reserve_data", "whether the other fields stay"),
        OptionRow.Kept("preserve_key", "whether the parsed field stays"),
        OptionRow.Meaningless("unescape_key", "Fluent Bit itself does nothing with it any more"),
    ]);

    /// <summary>Reads a <c>multiline</c>; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static RecordFilter? ReadMultiline(ConfigSection section, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Multiline, report);
        TagMatch match = MatchReading.Read(options);
        if ((options.Text("multiline.key_content") ?? "log") != "log")
        {
            options.Refuse(section.Find("multiline.key_content")!, "must be log: only lines of containers are joined");
        }

        bool joinsFragments = (options.Text("mode") ?? "parser").Equals(
            "partial_message", StringComparison.OrdinalIgnoreCase);
        string[] presets = joinsFragments ? [] : ReadPresets(options);
        options.Keep(joinsFragments
            ? $"multiline for {match.Shown}: Docker's fragments are joined, as PhiLens always does"
            : $"multiline for {match.Shown}: lines are joined as {string.Join(" and ", presets)} writes them");
        return options.HasErrors ? null : new MultilineFilter(section.Place, match, presets);
    }

    /// <summary>Reads a <c>parser</c>; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static RecordFilter? ReadParser(ConfigSection section, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Parser, report);
        TagMatch match = MatchReading.Read(options);
        string key = options.Required("key_name", "say which field is parsed, such as Key_Name log");
        options.Required("parser", "say Parser json");
        foreach (ConfigEntry entry in options.All("parser").Where(e => e.Value.Text != "json"))
        {
            options.Refuse(entry, $"names the parser {entry.Value.Shown}, and PhiLens knows json only: take it out");
        }

        JsonParserFilter filter = new(
            section.Place,
            match,
            key,
            options.Switch("reserve_data", false),
            options.Switch("preserve_key", false));
        string shown = section.Find("key_name")?.Value.Shown ?? "";
        options.Keep($"parser json for {match.Shown}: the field {shown} becomes fields when it is JSON");
        return options.HasErrors ? null : filter;
    }

    private static string[] ReadPresets(SectionOptions options)
    {
        string text = options.Required("multiline.parser", "say java, python or go");
        string[] names = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(n => n.ToLowerInvariant())];
        if (text.Length > 0 && !names.All(Presets.Contains))
        {
            options.Refuse(
                options.Section.Find("multiline.parser")!,
                "must be java, python or go: set PHILENS_MULTILINE__PATTERN for lines of another kind");
        }

        return names;
    }
}
