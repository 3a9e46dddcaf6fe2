using PhiLens.Pipeline;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Sidecar.Routing;

namespace PhiLens.Sidecar.Sources;

/// <summary>Opens a lane to the log stream that the templates give for an origin.</summary>
internal interface ILaneFactory
{
    /// <summary>Opens a lane; whoever asked for it disposes of it.</summary>
    /// <param name="origin">Where the lines come from.</param>
    Lane Open(Origin origin);

    /// <summary>Opens a lane for a connection of the Forward protocol; whoever asked for it disposes of it.</summary>
    /// <param name="acks">Takes the acknowledgements of the connection's chunks.</param>
    /// <param name="tags">What becomes of tags; null leaves them as they are.</param>
    ForwardLane OpenForward(IAckSink acks, TagRule? tags = null);
}
