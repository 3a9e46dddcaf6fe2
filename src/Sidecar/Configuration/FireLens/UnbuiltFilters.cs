using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>Filters that are understood, and that this version cannot carry out yet.</summary>
internal static class UnbuiltFilters
{
    /// <summary>An error for each of them.</summary>
    /// <param name="plan">What the file asks for.</param>
    public static IReadOnlyList<FireLensError> In(FireLensPlan plan) =>
    [
        .. plan.Filters.Where(filter => !IsBuilt(filter)).Select(filter => new FireLensError(
            filter.Place,
            "[FILTER]",
            $"asks for {NameOf(filter)}, which is not built in this version yet: take it out.")),
    ];

    // Fields that are added stand behind all others, and fragments are always joined.
    private static bool IsBuilt(RecordFilter filter) =>
        filter is RecordModifierFilter { Removed.Count: 0, Allowed.Count: 0 } or MultilineFilter { Presets.Count: 0 };

    private static string NameOf(RecordFilter filter) => filter switch
    {
        GrepFilter => "grep",
        ModifyFilter => "modify",
        JsonParserFilter => "parser json",
        MultilineFilter => "multiline",
        _ => "record_modifier with Remove_key or Allowlist_key",
    };
}
