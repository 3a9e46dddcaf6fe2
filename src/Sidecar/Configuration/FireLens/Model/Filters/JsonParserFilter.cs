using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>The filter <c>parser</c> with the parser <c>json</c>: a JSON object becomes fields.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it is for.</param>
/// <param name="Key">The field that is parsed; a record whose field is no JSON object stays as it is.</param>
/// <param name="KeepsOthers"><c>Reserve_Data</c>: whether the record's other fields stay.</param>
/// <param name="KeepsKey"><c>Preserve_Key</c>: whether the parsed field stays; only with its others.</param>
internal sealed record JsonParserFilter(SourcePlace Place, TagMatch Match, string Key, bool KeepsOthers, bool KeepsKey)
    : RecordFilter(Place, Match);
