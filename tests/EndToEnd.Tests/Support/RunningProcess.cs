using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>A process that a test started, with its output. It is ended with the test, by its own id.</summary>
internal sealed partial class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private TaskCompletionSource _newLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProcess(Process process) => _process = process;

    internal int Id => _process.Id;

    internal StreamWriter Input => _process.StandardInput;

    internal IReadOnlyList<string> Output
    {
        get
        {
            lock (_gate)
            {
                return _output.ToArray();
            }
        }
    }

    internal string Errors
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    /// <summary>Starts a program with nothing in its environment but what is given and PATH.</summary>
    internal static RunningProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var running = new RunningProcess(process);
        process.OutputDataReceived += (_, line) => running.Add(running._output, line.Data);
        process.ErrorDataReceived += (_, line) => running.Add(running._errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    /// <summary>The first line of output that begins with a text, as soon as it is there.</summary>
    internal Task<string> LineAsync(string beginsWith) =>
        LineAsync(beginsWith, Deadline);

    /// <summary>The same, with a patience of its own.</summary>
    internal Task<string> LineAsync(string beginsWith, TimeSpan patience) =>
        LineAsync(line => line.StartsWith(beginsWith, StringComparison.Ordinal), beginsWith, patience);

    /// <summary>The first line of output that contains a text, as soon as it is there.</summary>
    internal Task<string> LineContainingAsync(string text) =>
        LineAsync(line => line.Contains(text, StringComparison.Ordinal), text, Deadline);

    private async Task<string> LineAsync(Predicate<string> isWanted, string wanted, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_output.Find(isWanted) is { } line)
                {
                    return line;
                }

                next = _newLine.Task;
            }

            Assert.False(_process.HasExited, $"ended without '{wanted}': {string.Join('\n', Output)}\n{Errors}");
            await next.WaitAsync(deadline.Token);
        }
    }

    /// <summary>Waits until it has ended and all of its output is read.</summary>
    /// <returns>The exit code.</returns>
    internal async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    internal void Terminate() => Send(15);

    internal void Kill() => Send(9);

    internal void Stop() => Send(19);

    internal void Continue() => Send(18);

    /// <summary>How many descriptors it has open.</summary>
    internal int OpenDescriptors() => Directory.GetFileSystemEntries($"/proc/{Id}/fd").Length;

    /// <summary>The most memory it has had resident, in bytes.</summary>
    internal long PeakResident()
    {
        string status = File.ReadAllText($"/proc/{Id}/status");
        string line = status.Split('\n').Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], null) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Continue();
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Send(int signal) => Assert.Equal(0, SendSignal(Id, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private void Add(List<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        TaskCompletionSource waiting;
        lock (_gate)
        {
            lines.Add(line);
            waiting = _newLine;
            _newLine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }
}
