using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>One place that records go to.</summary>
/// <param name="CloudWatch">How it is reached; a name of group or stream that is empty is the output's.</param>
/// <param name="CaFile">PEM roots trusted in addition to the system's, or null.</param>
/// <param name="Output">The output of the agent's file, or null for the one of <c>CLOUDWATCH__*</c>.</param>
internal sealed record OutputOptions(CloudWatchOptions CloudWatch, string? CaFile, CloudWatchOutput? Output = null);
