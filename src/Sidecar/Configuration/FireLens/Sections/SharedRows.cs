namespace PhiLens.Sidecar.Configuration.FireLens.Sections;

/// <summary>Options that Fluent Bit takes in every section of a kind.</summary>
internal static class SharedRows
{
    /// <summary>Of every plugin.</summary>
    public static IReadOnlyList<OptionRow> Plugin { get; } =
    [
        OptionRow.Kept("name", "which plugin it is"),
        OptionRow.Meaningless("alias", "PhiLens counts by container and stream, not by the names of sections"),
        OptionRow.Meaningless("log_level", "PHILENS_LOG__LEVEL holds for everything"),
        OptionRow.Meaningless("log_suppress_interval", "PhiLens tells a repeated failure once by itself"),
    ];

    /// <summary>Of every filter.</summary>
    public static IReadOnlyList<OptionRow> Filter { get; } =
    [
        .. Plugin,
        OptionRow.Kept("match", "the tags that it is for"),
        OptionRow.Kept("match_regex", "the tags that it is for"),
    ];

    /// <summary>Of every output.</summary>
    public static IReadOnlyList<OptionRow> Output { get; } =
    [
        .. Filter,
        OptionRow.Meaningless("retry_limit", "PhiLens tries again until the record is delivered or memory is full"),
        OptionRow.Meaningless("workers", "PhiLens sends one request at a time for each stream, and streams at once"),
        OptionRow.Meaningless("storage.", "records are held in memory only, within PHILENS_MEMORY__LIMIT"),
        OptionRow.Meaningless("net.", "PhiLens has its own times and keeps its connections"),
    ];

    /// <summary>Of every input.</summary>
    public static IReadOnlyList<OptionRow> Input { get; } =
    [
        .. Plugin,
        OptionRow.Kept("tag", "the tag of its records"),
        OptionRow.Kept("mem_buf_limit", "noted; PHILENS_MEMORY__LIMIT bounds all log data together"),
        OptionRow.Meaningless("storage.", "records are held in memory only, within PHILENS_MEMORY__LIMIT"),
        OptionRow.Meaningless("net.", "PhiLens has its own times"),
        OptionRow.Meaningless("threaded", "PhiLens reads every source on its own anyway"),
        OptionRow.Meaningless("workers", "PhiLens reads every connection on its own anyway"),
        OptionRow.Refused("tls.", "is not read from this file: set PHILENS_SOURCES__FORWARD=tls:host:port with its "
            + "certificate instead"),
        OptionRow.Kept("tls", "must be off"),
    ];
}
