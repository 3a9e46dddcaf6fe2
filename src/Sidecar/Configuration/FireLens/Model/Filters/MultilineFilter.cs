using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>The filter <c>multiline</c>: joins the lines of one stack trace.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it is for.</param>
/// <param name="Presets">Words of <c>MULTILINE__PRESET</c>; none when only Docker's fragments are joined.</param>
internal sealed record MultilineFilter(SourcePlace Place, TagMatch Match, IReadOnlyList<string> Presets)
    : RecordFilter(Place, Match);
