using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>Where records of some tags go. A record goes to every output that its tag matches.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it takes.</param>
internal abstract record RecordOutput(SourcePlace Place, TagMatch Match);
