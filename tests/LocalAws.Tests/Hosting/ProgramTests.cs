using System.Diagnostics;

namespace PhiLens.LocalAws.Tests.Hosting;

/// <summary>The program as a process: what it prints and how it ends.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Says_where_it_serves_and_ends_cleanly_on_a_signal(string signal)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var folder = Directory.CreateTempSubdirectory("localaws-tests-").FullName;
        using var program = Start("--listen", "127.0.0.1:0", "--metadata", "127.0.0.1:0", "--data", folder);
        try
        {
            var metadata = await program.StandardOutput.ReadLineAsync(deadline.Token);
            var ready = await program.StandardOutput.ReadLineAsync(deadline.Token);
            using var kill = Process.Start("kill", [$"-{signal}", $"{program.Id}"]);
            await program.WaitForExitAsync(deadline.Token);

            Assert.Matches(@"^metadata http://127\.0\.0\.1:[1-9]\d*/v4/LOCAL$", metadata);
            Assert.Matches(@"^ready https://127\.0\.0\.1:[1-9]\d* ca=\S+/ca\.pem key=alias/philens$", ready);
            Assert.True(File.Exists(Path.Combine(folder, "ca.pem")));
            Assert.Equal(0, program.ExitCode);
        }
        finally
        {
            End(program);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Refuses_bad_arguments_with_one_sentence()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var program = Start("--listen", "here");
        try
        {
            var errors = await program.StandardError.ReadToEndAsync(deadline.Token);
            await program.WaitForExitAsync(deadline.Token);

            Assert.Equal("--listen needs an address and a port, for example 127.0.0.1:9443.\n", errors);
            Assert.Equal(2, program.ExitCode);
        }
        finally
        {
            End(program);
        }
    }

    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "localaws.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static void End(Process program)
    {
        if (!program.HasExited)
        {
            program.Kill();
        }
    }
}
