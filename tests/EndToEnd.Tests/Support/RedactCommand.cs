using System.Diagnostics;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>Runs <c>philens redact</c> with its default policy over bytes.</summary>
internal static class RedactCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>What it writes for some lines, which are as many.</summary>
    internal static async Task<List<byte[]>> LinesAsync(IReadOnlyCollection<byte[]> lines)
    {
        var start = new ProcessStartInfo(Repository.Philens, ["redact"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        using var deadline = new CancellationTokenSource(Deadline);
        using Process process = Process.Start(start)!;
        try
        {
            using var output = new MemoryStream();
            Task copying = process.StandardOutput.BaseStream.CopyToAsync(output, deadline.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await WriteAsync(process.StandardInput.BaseStream, lines, deadline.Token);
            process.StandardInput.Close();
            await copying;
            await errors;
            await process.WaitForExitAsync(deadline.Token);
            Assert.Equal(0, process.ExitCode);
            List<byte[]> redacted = LogLines.In(output.ToArray());
            Assert.Equal(lines.Count, redacted.Count);
            return redacted;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task WriteAsync(Stream input, IEnumerable<byte[]> lines, CancellationToken deadline)
    {
        using var all = new MemoryStream();
        foreach (byte[] line in lines)
        {
            all.Write(line);
            all.WriteByte((byte)'\n');
        }

        try
        {
            await input.WriteAsync(all.GetBuffer().AsMemory(0, (int)all.Length), deadline);
        }
        catch (IOException)
        {
            // The command ended early; its exit code tells why.
        }
    }
}
