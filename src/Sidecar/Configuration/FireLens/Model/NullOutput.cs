using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>Throws records away: they count as <c>filtered</c>.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it takes.</param>
internal sealed record NullOutput(SourcePlace Place, TagMatch Match) : RecordOutput(Place, Match);
