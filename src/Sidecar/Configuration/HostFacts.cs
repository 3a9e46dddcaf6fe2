using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.FireLens;

namespace PhiLens.Sidecar.Configuration;

/// <summary>What reading the configuration asks of its surroundings; tests bring their own.</summary>
internal sealed record HostFacts
{
    /// <summary>The surroundings of the running process.</summary>
    public static HostFacts Current => new()
    {
        ContainerMemory = Binding.ContainerMemory.Limit(),
        CheckLogGroup = OutsideChecks.LogGroup,
        CheckLogStream = OutsideChecks.LogStream,
        CheckCaFile = OutsideChecks.CaFile,
    };

    /// <summary>The container's memory limit in bytes, or null when there is none.</summary>
    public long? ContainerMemory { get; init; }

    /// <summary>What reading the ECS agent's file asks; variables come from the environment that is read.</summary>
    public FireLensSurroundings FireLens { get; init; } = FireLensSurroundings.Current;

    /// <summary>The rule that a template of a log group breaks ("must …"), or null.</summary>
    public Func<string, string?> CheckLogGroup { get; init; } = static _ => null;

    /// <summary>The rule that a template of a log stream breaks ("must …"), or null.</summary>
    public Func<string, string?> CheckLogStream { get; init; } = static _ => null;

    /// <summary>The rule that a file of certificates breaks ("must …"), or null.</summary>
    public Func<string, string?> CheckCaFile { get; init; } = static _ => null;
}
