using PhiLens.Sidecar.Commands;

namespace PhiLens.Sidecar;

/// <summary>The running order: find the command, run it, say how it ended.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments) =>
        (int)await CommandLine.RunAsync(arguments, CommandContext.Current).ConfigureAwait(false);
}
