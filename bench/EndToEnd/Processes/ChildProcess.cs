using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PhiLens.Bench.EndToEnd.Processes;

/// <summary>
/// A process that this one started. It is asked and told by lines, and ended by its own id when this object goes.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<ChildProcess, bool> Living = new();

    private readonly Process _process;
    private readonly string _name;

    private ChildProcess(Process process, string name)
    {
        _process = process;
        _name = name;
        Living[this] = true;
    }

    internal int Id => _process.Id;

    internal bool HasEnded => _process.HasExited;

    /// <summary>Starts this very executable in another mode.</summary>
    internal static ChildProcess StartSelf(params string[] arguments) =>
        Start(Environment.ProcessPath!, arguments, new Dictionary<string, string>());

    /// <summary>Starts a program. Its errors go to this process' own.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What is added to this process' environment.</param>
    internal static ChildProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!, Path.GetFileName(file));
    }

    /// <summary>Sends a line and reads the answer's first line.</summary>
    internal async Task<string> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync();
        return await LineAsync(string.Empty);
    }

    /// <summary>Reads on to the first line that begins with a text.</summary>
    internal async Task<string> LineAsync(string beginsWith)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(beginsWith, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new MeasurementException($"{_name} ended before it wrote '{beginsWith}'.");
    }

    /// <summary>Reads all lines to the end of the process.</summary>
    internal async Task<IReadOnlyList<string>> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        string output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    internal int ExitCode => _process.ExitCode;

    internal void Terminate()
    {
        if (LibC.Kill(Id, LibC.Terminate) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{_name} cannot be signalled");
        }
    }

    /// <summary>Ends every process that was started here and still runs: for the end that no caller awaits.</summary>
    internal static void EndAll()
    {
        foreach (ChildProcess child in Living.Keys)
        {
            child._process.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Living.TryRemove(this, out _);
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
