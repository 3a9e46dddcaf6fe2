using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>The filter <c>record_modifier</c>: first takes fields out, then adds fields.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it is for.</param>
internal sealed record RecordModifierFilter(SourcePlace Place, TagMatch Match) : RecordFilter(Place, Match)
{
    /// <summary><c>Record</c>: the fields that it adds after the others, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Added { get; init; } = [];

    /// <summary><c>Remove_key</c>: fields that are taken out, in any case; a last star stands for the rest.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary><c>Allowlist_key</c>: when there are any, fields that stay, in any case; a star as above.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
