using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>The filter <c>modify</c>: changes fields by rules.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it is for.</param>
/// <param name="Rules">Its rules, done in order; one or more.</param>
internal sealed record ModifyFilter(SourcePlace Place, TagMatch Match, IReadOnlyList<ModifyRule> Rules)
    : RecordFilter(Place, Match);
