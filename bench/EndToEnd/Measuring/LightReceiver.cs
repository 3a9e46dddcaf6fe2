using System.Globalization;
using PhiLens.Bench.EndToEnd.Processes;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>This executable's own receiver: counts, checks nothing, and leaves the cores to the product.</summary>
internal sealed class LightReceiver : IReceiver
{
    private readonly ChildProcess _process;

    private LightReceiver(ChildProcess process, string caFile, int port)
    {
        _process = process;
        CaFile = caFile;
        Port = port;
    }

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public string CaFile { get; }

    internal static async Task<LightReceiver> StartAsync(string folder)
    {
        string caFile = Path.Combine(folder, "ca.pem");
        ChildProcess process = ChildProcess.StartSelf("receiver", caFile);
        string ready = await process.LineAsync("ready ");
        return new LightReceiver(process, caFile, int.Parse(ready["ready ".Length..], CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public async Task<Arrivals> CountAsync(SidecarUnderTest product)
    {
        string[] fields = (await _process.AskAsync("count")).Split(' ');
        return new Arrivals(Number(fields[0]), Number(fields[1]), Number(fields[2]));

        static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
