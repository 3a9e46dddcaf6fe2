using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>The filter <c>grep</c>: leaves records out.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it is for.</param>
/// <param name="Logic">How its rules go together.</param>
/// <param name="Rules">Its rules in order; one or more.</param>
internal sealed record GrepFilter(SourcePlace Place, TagMatch Match, GrepLogic Logic, IReadOnlyList<GrepRule> Rules)
    : RecordFilter(Place, Match);
