using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.Table;

using PhiLens.Sidecar.Hardening;
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
        CheckForwardTls = OutsideChecks.ForwardTls,
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

    /// <summary>What is wrong with the files of a TLS server, and the setting that names the file; or null.</summary>
    public Func<TlsServerFiles, (Setting Setting, string Rule)?> CheckForwardTls { get; init; } = static _ => null;
}
