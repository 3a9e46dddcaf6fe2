using System.Reflection;

namespace PhiLens.Sidecar.Commands;

/// <summary>What the build wrote into the executable.</summary>
internal static class BuildFacts
{
    // The SDK writes "version+commit", or the version alone when it was built without a repository.
    private static readonly string[] Informational = (typeof(BuildFacts).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+', 2);

    /// <summary>The version, for example <c>0.1.0</c>.</summary>
    public static string Version => Informational[0];

    /// <summary>The commit that it was built from, or <c>unknown</c>.</summary>
    public static string Commit => Informational.Length > 1 ? Informational[1] : "unknown";
}
