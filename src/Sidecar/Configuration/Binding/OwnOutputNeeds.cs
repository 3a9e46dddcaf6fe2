using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>What <c>CLOUDWATCH__*</c> must say.</summary>
/// <param name="LogGroup">Whether a group is needed: when records go where the settings say.</param>
/// <param name="Region">Whether a region is needed: also when an output of the agent's file leaves it out.</param>
internal readonly record struct OwnOutputNeeds(bool LogGroup, bool Region)
{
    /// <summary>Works out what is needed. Of a file that is refused nobody knows what it leaves out.</summary>
    /// <param name="sources">What is read.</param>
    /// <param name="agentFile">What the ECS agent's file came to.</param>
    /// <param name="isOnlyForwarded">Whether Forward receivers take the place of the own output.</param>
    public static OwnOutputNeeds Of(SourceOptions sources, FireLensResult agentFile, bool isOnlyForwarded)
    {
        bool readsLines = !isOnlyForwarded && (sources.Stdin || sources.Fifo.Count + sources.Lines.Count > 0);
        if (agentFile.Errors.Count > 0)
        {
            return new OwnOutputNeeds(readsLines, readsLines);
        }

        CloudWatchOutput[] outputs = [.. agentFile.Plan?.Outputs.OfType<CloudWatchOutput>() ?? []];
        bool isOwn = readsLines || (!isOnlyForwarded && outputs.Length == 0);
        return new OwnOutputNeeds(isOwn, isOwn || outputs.Any(o => o.Region is null));
    }
}
