using System.Collections;
using System.Diagnostics;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Docker;

/// <summary>
/// A Docker daemon of its own, with the product's image built from its Dockerfile (see docker.sh). Setting it up takes
/// minutes; who runs the tests again and again starts docker.sh once and names its folder in PHILENS_TEST_DOCKER.
/// </summary>
public sealed class RealDocker : IAsyncLifetime
{
    /// <summary>A small Debian, for applications.</summary>
    internal const string Application = "test/base";

    /// <summary>The product.</summary>
    internal const string Product = "test/philens";

    private const string Client = "/usr/bin/docker";

    /// <summary>Debian, the SDK and a native build come first: minutes.</summary>
    private static readonly TimeSpan SetUp = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string? Running = Environment.GetEnvironmentVariable("PHILENS_TEST_DOCKER");

    private readonly string _folder =
        Running ?? Path.Combine(Path.GetTempPath(), $"philens-docker-{Guid.NewGuid():N}");

    private RunningProcess? _script;

    private string Address => $"unix://{_folder}/docker.sock";

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Client), $"{Client} is missing; Debian's package docker.io brings it.");
        if (Running is not null)
        {
            return;
        }

        var inherited = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string)v.Value!);
        string script = Path.Combine(Support.Repository.Root, "tests", "EndToEnd.Tests", "Docker", "docker.sh");
        _script = RunningProcess.Start(script, [_folder, Support.Repository.Root], inherited);
        await _script.LineAsync("ready", SetUp);
    }

    /// <summary>Runs the client.</summary>
    /// <returns>What it printed.</returns>
    internal async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Client, ["-H", Address, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, $"docker {arguments[0]}: {await errors}");
        return (await output).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
        {
            _script.Input.Close();
            await _script.ExitAsync();
            await _script.DisposeAsync();
        }
    }
}
