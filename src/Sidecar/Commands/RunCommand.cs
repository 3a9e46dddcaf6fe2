using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Commands;

/// <summary>The sidecar itself. Holds the place until the parts are joined.</summary>
internal static class RunCommand
{
    /// <summary>Says that there is nothing to run yet.</summary>
    /// <param name="options">What to run.</param>
    internal static async Task<ExitCode> RunAsync(SidecarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        await Console.Error.WriteLineAsync("Running the sidecar is not built in this version yet.")
            .ConfigureAwait(false);
        return ExitCode.Failure;
    }
}
