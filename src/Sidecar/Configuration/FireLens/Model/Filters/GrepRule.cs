using System.Text.RegularExpressions;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>One rule of <c>grep</c>. A field that is missing does not match.</summary>
/// <param name="Field">The field that is looked at.</param>
/// <param name="IsExclude">Whether a match leaves the record out (<c>Exclude</c>) or keeps it (<c>Regex</c>).</param>
/// <param name="Pattern">The expression, looked for anywhere in the field.</param>
internal sealed record GrepRule(FieldPath Field, bool IsExclude, Regex Pattern);
