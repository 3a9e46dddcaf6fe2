namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>The published executable, running beside a stand-in for AWS.</summary>
internal sealed class Sidecar : IAsyncDisposable
{
    private readonly RunningProcess _process;
    private readonly DirectoryInfo _streams = Directory.CreateTempSubdirectory("philens-test-");

    private Sidecar(Func<DirectoryInfo, RunningProcess> start) => _process = start(_streams);

    internal RunningProcess Process => _process;

    internal IReadOnlyList<string> Output => _process.Output;

    /// <summary>Starts it with the stand-in's settings and more; <c>{streams}</c> stands for a folder of its own.</summary>
    internal static async Task<Sidecar> StartAsync(LocalAws aws, params (string Name, string Value)[] settings)
    {
        var sidecar = new Sidecar(streams =>
        {
            Dictionary<string, string> environment = aws.Environment;
            foreach ((string name, string value) in settings)
            {
                environment[name] = value.Replace("{streams}", streams.FullName, StringComparison.Ordinal);
            }

            return RunningProcess.Start(Repository.Philens, ["run"], environment);
        });
        await sidecar._process.LineAsync(string.Empty);
        return sidecar;
    }

    internal string PathOf(string name) => Path.Combine(_streams.FullName, name);

    /// <summary>The path of a pipe or socket, once the sidecar has made it.</summary>
    internal async Task<string> ReadyPathOfAsync(string name)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(PathOf(name)))
        {
            await Task.Delay(5, deadline.Token);
        }

        return PathOf(name);
    }

    internal Task<StreamWriter> OpenFifoAsync(string name) => OpenAsync(name);

    /// <summary>Asks it to stop and waits for its end.</summary>
    internal async Task<(int ExitCode, SidecarLedger Ledger)> StopAsync()
    {
        _process.Terminate();
        return await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    internal async Task<(int ExitCode, SidecarLedger Ledger)> EndAsync()
    {
        int exitCode = await _process.ExitAsync();
        Assert.Equal(string.Empty, _process.Errors);
        return (exitCode, SidecarLedger.Parse(_process.Output[^1]));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _streams.Delete(recursive: true);
    }

    private async Task<StreamWriter> OpenAsync(string name)
    {
        string path = await ReadyPathOfAsync(name);
        var pipe = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return new StreamWriter(pipe) { AutoFlush = true };
    }
}
