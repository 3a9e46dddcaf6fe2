using PhiLens.Pipeline;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar.Routing;

/// <summary>A Forward source whose records get another tag, as its input in the agent's file says.</summary>
/// <param name="source">The source.</param>
/// <param name="tags">What becomes of tags.</param>
internal sealed class TaggedSource(ISource source, TagRule tags) : ISource
{
    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public void Open() => source.Open();

    /// <inheritdoc/>
    public Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop) =>
        source.RunAsync(new TaggedLanes(lanes, tags), stop);

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private sealed class TaggedLanes(ILaneFactory lanes, TagRule tags) : ILaneFactory
    {
        public Lane Open(Origin origin) => lanes.Open(origin);

        public ForwardLane OpenForward(IAckSink acks, TagRule? _) => lanes.OpenForward(acks, tags);
    }
}
