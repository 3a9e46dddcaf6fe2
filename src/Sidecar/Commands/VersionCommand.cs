using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Commands;

/// <summary><c>philens version</c>: what this is and what it runs on.</summary>
internal static class VersionCommand
{
    /// <summary>Prints one fact a line.</summary>
    /// <param name="context">What the command gets.</param>
    public static ExitCode Run(CommandContext context)
    {
        context.Output.WriteLine($"philens {BuildFacts.Version}");
        context.Output.WriteLine($"commit  {BuildFacts.Commit}");
        context.Output.WriteLine(
            $"runtime {RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier}");
        context.Output.WriteLine($"openssl {OpenSslFacts.Version()}");
        context.Output.WriteLine(
            $"fips    provider {OpenSslFacts.ProviderState()}, kernel {OpenSslFacts.KernelState()}");
        return ExitCode.Ok;
    }
}
