using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Repository.Tests.Packaging;

/// <summary>What the product says to an environment that an example gives it.</summary>
internal static class Accepted
{
    private static readonly string[] DocumentVariables = ["PHILENS_CONFIG", "PHILENS_CONFIG_JSON"];

    /// <summary>Every setting's variable, and the two that name a document.</summary>
    public static IReadOnlySet<string> Variables { get; } =
        Settings.All.Select(s => s.Variable).Concat(DocumentVariables).ToHashSet(StringComparer.Ordinal);

    /// <summary>Fails unless the reader takes every value.</summary>
    /// <param name="environment">The environment as the example writes it.</param>
    /// <param name="containerMemory">The container's memory limit in bytes.</param>
    /// <returns>What it says.</returns>
    public static SidecarOptions Options(IReadOnlyDictionary<string, string> environment, long containerMemory)
    {
        Assert.All(environment.Keys.Where(IsOurs), name => Assert.Contains(name, Variables));
        var facts = HostFacts.Current with
        {
            ContainerMemory = containerMemory,
            FireLens = new FireLensSurroundings(static _ => null, static _ => [], static _ => null),
            CheckCaFile = static _ => null,
        };
        ConfigurationResult read = ConfigurationReader.Read(
            environment.ToDictionary(pair => pair.Key, pair => pair.Value), facts);
        Assert.Empty(read.Errors);
        return read.Options!;
    }

    private static bool IsOurs(string name) => name.StartsWith(Setting.Prefix, StringComparison.Ordinal);
}
