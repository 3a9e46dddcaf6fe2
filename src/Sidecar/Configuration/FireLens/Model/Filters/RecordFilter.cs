using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>Something that is done to records of some tags.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it is for.</param>
internal abstract record RecordFilter(SourcePlace Place, TagMatch Match);
