using System.Globalization;
using PhiLens.Bench.EndToEnd.Processes;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>
/// The strict stand-in of <c>tools/LocalAws</c>: checks signatures and every limit. It keeps no count that can be asked
/// for cheaply, so arrivals are what the product's own metrics call delivered.
/// </summary>
internal sealed class StrictReceiver : IReceiver
{
    private readonly ChildProcess _process;

    private readonly DirectoryInfo _data;

    private StrictReceiver(ChildProcess process, DirectoryInfo data, int port)
    {
        _process = process;
        _data = data;
        Port = port;
    }

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public string CaFile => Path.Combine(_data.FullName, "ca.pem");

    internal static async Task<StrictReceiver> StartAsync(string file)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("philens-bench-");
        ChildProcess process = ChildProcess.Start(
            file, ["--listen", "127.0.0.1:0", "--data", data.FullName, "--discard"], new Dictionary<string, string>());
        string ready = await process.LineAsync("ready ");
        string port = ready.Split(' ')[1].Split(':')[^1];
        return new StrictReceiver(process, data, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public async Task<Arrivals> CountAsync(SidecarUnderTest product) => new(await product.DeliveredAsync(), 0, 0);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
