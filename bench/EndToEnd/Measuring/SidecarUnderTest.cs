using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>The product, running as it would in a task, reading one source.</summary>
internal sealed class SidecarUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(1);

    private readonly ChildProcess _process;
    private readonly HttpClient _health;

    private SidecarUnderTest(ChildProcess process, string path, int healthPort)
    {
        _process = process;
        Path = path;
        _health = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{healthPort}") };
    }

    internal int Id => _process.Id;

    /// <summary>The pipe or socket that it reads.</summary>
    internal string Path { get; }

    /// <summary>From the start of the process until its source can be written to.</summary>
    internal TimeSpan StartTook { get; private set; }

    internal static async Task<SidecarUnderTest> StartAsync(
        string product,
        Workload work,
        IReceiver receiver,
        string folder,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        string path = System.IO.Path.Combine(folder, "app.stdout");
        File.Delete(path);
        int healthPort = FreePort();
        var environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["PHILENS_CLOUDWATCH__ENDPOINT"] = $"https://localhost:{receiver.Port}",
            ["PHILENS_CLOUDWATCH__LOGGROUP"] = "/bench",
            ["PHILENS_TLS__CAFILE"] = receiver.CaFile,
            ["PHILENS_MEMORY__WHENFULL"] = "block",
            ["PHILENS_HEALTH__LISTEN"] = $"127.0.0.1:{healthPort}",
            ["PHILENS_REDACTION__PRESET"] = work.Preset,
            [Setting(work.Source)] = work.Source == SourceKind.Fifo ? path : $"unix:{path}",
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        long begun = Stopwatch.GetTimestamp();
        var sidecar = new SidecarUnderTest(ChildProcess.Start(product, ["run"], environment), path, healthPort);
        while (!File.Exists(path))
        {
            if (sidecar._process.HasEnded || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                string output = string.Join('\n', await sidecar._process.EndAsync());
                throw new MeasurementException($"The product did not open {path}:\n{output}");
            }

            await Task.Delay(LookAgain);
        }

        sidecar.StartTook = Stopwatch.GetElapsedTime(begun);
        return sidecar;
    }

    /// <summary>Records delivered so far, by the product's own metrics.</summary>
    internal async Task<long> DeliveredAsync()
    {
        const string name = "philens_records_total{outcome=\"delivered\"";
        string metrics = await _health.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        string? line = metrics.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : (long)double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks it to stop and waits for its ledger.</summary>
    /// <param name="mayHaveLost">Whether it may end with the exit code that says so.</param>
    internal async Task<FinalLedger> StopAsync(bool mayHaveLost = false)
    {
        const int lost = 3;
        _process.Terminate();
        IReadOnlyList<string> output = await _process.EndAsync();
        return (_process.ExitCode == 0 || (mayHaveLost && _process.ExitCode == lost)) && output.Count > 0
            ? FinalLedger.Parse(output[^1])
            : throw new MeasurementException(
                $"The product ended with exit code {_process.ExitCode}:\n{string.Join('\n', output)}");
    }

    public ValueTask DisposeAsync()
    {
        _health.Dispose();
        return _process.DisposeAsync();
    }

    private static string Setting(SourceKind source) => source switch
    {
        SourceKind.Fifo => "PHILENS_SOURCES__FIFO",
        SourceKind.Forward => "PHILENS_SOURCES__FORWARD",
        _ => "PHILENS_SOURCES__LINES",
    };

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
