using System.Diagnostics;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>Runs a command of the executable that copies standard input to standard output.</summary>
internal static class FilterCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>What it makes of a text.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="input">The text.</param>
    internal static async Task<(int ExitCode, byte[] Output, string Errors)> RunAsync(
        string[] arguments, IReadOnlyDictionary<string, string> environment, ReadOnlyMemory<byte> input)
    {
        var start = new ProcessStartInfo(Repository.Philens, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using var deadline = new CancellationTokenSource(Deadline);
        using Process process = Process.Start(start)!;
        try
        {
            using var output = new MemoryStream();
            Task copying = process.StandardOutput.BaseStream.CopyToAsync(output, deadline.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await WriteAsync(process.StandardInput.BaseStream, input, deadline.Token);
            process.StandardInput.Close();
            await copying;
            string said = await errors;
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, output.ToArray(), said);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> text, CancellationToken deadline)
    {
        try
        {
            await input.WriteAsync(text, deadline);
        }
        catch (IOException)
        {
            // The command ended early; its exit code tells why.
        }
    }
}
