using PhiLens.Pipeline;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Sources;

/// <summary>Lines from standard input, until it ends.</summary>
/// <param name="hostName">The machine's host name, which stands in for the container's.</param>
/// <param name="poller">Tells when there is something to read.</param>
internal sealed class StdinSource(string hostName, Poller poller) : ISource
{
    private const int StandardInput = 0;

    private PolledDescriptor? _input;

    /// <inheritdoc/>
    public string Name => "stdin";

    /// <inheritdoc/>
    public void Open()
    {
        if (LibC.Control(StandardInput, LibC.GetFlags, 0) < 0)
        {
            throw new SourceException("PHILENS_SOURCES__STDIN: standard input is closed.");
        }

        _input = new PolledDescriptor(poller, StandardInput);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The descriptor is shared with whoever started the process, so it is never made non-blocking: it is read only
    /// when it has something to read.
    /// </remarks>
    public async Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop)
    {
        using Lane lane = lanes.Open(Origin.FromHost(hostName));
        try
        {
            await ReadAsync(lane, stop);
            return SourceEnd.Complete;
        }
        catch (OperationCanceledException) when (stop.TimeIsOver.IsCancellationRequested)
        {
            return await _input!.ReadLastAsync(lane, stop.TimeIsOver);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _input?.Dispose();

    /// <summary>Reads until the input ends.</summary>
    private async ValueTask ReadAsync(Lane lane, StopSignals stop)
    {
        while (true)
        {
            stop.TimeIsOver.ThrowIfCancellationRequested();
            await _input!.WaitReadableAsync(stop.TimeIsOver);
            Memory<byte> buffer = await lane.GetBufferAsync(stop.TimeIsOver);
            int count = _input!.TryRead(buffer);
            if (count == 0)
            {
                await lane.EndAsync(stop.TimeIsOver);
                return;
            }

            if (count > 0)
            {
                await lane.AdvanceAsync(count, stop.TimeIsOver);
            }
        }
    }
}
