using System.Globalization;
using System.Net.Sockets;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>The published executable, running beside a stand-in for AWS.</summary>
internal sealed class Sidecar : IAsyncDisposable
{
    private readonly RunningProcess _process;
    private readonly DirectoryInfo _streams = Directory.CreateTempSubdirectory("philens-test-");

    private Sidecar(Func<DirectoryInfo, RunningProcess> start) => _process = start(_streams);

    internal RunningProcess Process => _process;

    internal IReadOnlyList<string> Output => _process.Output;

    /// <summary>Starts it with the stand-in's settings and more; <c>{streams}</c> is a folder of its own.</summary>
    internal static Task<Sidecar> StartAsync(LocalAws aws, params (string Name, string Value)[] settings) =>
        StartAsync(aws, static _ => { }, settings);

    /// <summary>Starts it as above, once the folder holds what it needs.</summary>
    internal static async Task<Sidecar> StartAsync(
        LocalAws aws, Action<DirectoryInfo> prepare, params (string Name, string Value)[] settings)
    {
        Sidecar sidecar = Launch(aws, prepare, settings);
        await sidecar._process.LineContainingAsync("started");
        return sidecar;
    }

    /// <summary>Starts it as above, and does not wait until it says that it has.</summary>
    internal static Sidecar Launch(
        LocalAws aws, Action<DirectoryInfo> prepare, params (string Name, string Value)[] settings) =>
        new(streams =>
        {
            prepare(streams);
            Dictionary<string, string> environment = aws.Environment;
            foreach ((string name, string value) in settings)
            {
                environment[name] = value.Replace("{streams}", streams.FullName, StringComparison.Ordinal);
            }

            return RunningProcess.Start(Repository.Philens, ["run"], environment);
        });

    internal string PathOf(string name) => Path.Combine(_streams.FullName, name);

    /// <summary>Opens a pipe to write to it, as an application does.</summary>
    internal StreamWriter OpenFifo(string name)
    {
        var pipe = new FileStream(
            PathOf(name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return new StreamWriter(pipe) { AutoFlush = true };
    }

    /// <summary>Connects to a Unix socket.</summary>
    internal NetworkStream Connect(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(PathOf(name)));
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The page of metrics.</summary>
    internal async Task<string> MetricsAsync()
    {
        string health = (await _process.LineContainingAsync("Health and metrics at ")).Split(' ')[^1];
        using var http = new HttpClient { BaseAddress = new Uri(health) };
        return await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    /// <summary>Waits until a figure of the metrics is so.</summary>
    internal async Task WaitForMetricAsync(string name, Predicate<double> isWanted)
    {
        string health = (await _process.LineContainingAsync("Health and metrics at ")).Split(' ')[^1];
        using var http = new HttpClient { BaseAddress = new Uri(health) };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            string metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), deadline.Token);
            string line = metrics.Split('\n').Single(l => l.StartsWith(name + " ", StringComparison.Ordinal));
            if (isWanted(double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

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
}
