using PhiLens.Sidecar.Commands;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar;

/// <summary>The running order: find the command, run it, say how it ended.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        NativeHeap.KeepSmall();
        using var signals = new TerminationSignals();
        if (CommandLine.IsRun(arguments))
        {
            signals.Listen();
        }

        // A failure on any thread ends with the exit code that says so: never with an abort, which could dump the
        // memory that holds log records, and never with the text of an exception, which could repeat input.
        AppDomain.CurrentDomain.UnhandledException += (_, failure) =>
        {
            Console.Error.WriteLine($"philens failed unexpectedly: {failure.ExceptionObject.GetType().FullName}");
            Environment.Exit((int)ExitCode.Failure);
        };
        return (int)await CommandLine.RunAsync(arguments, CommandContext.Of(signals)).ConfigureAwait(false);
    }
}
