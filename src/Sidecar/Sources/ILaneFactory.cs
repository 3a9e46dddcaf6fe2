using PhiLens.Pipeline;

namespace PhiLens.Sidecar.Sources;

/// <summary>Opens a lane to the log stream that the templates give for an origin.</summary>
internal interface ILaneFactory
{
    /// <summary>Opens a lane; whoever asked for it disposes of it.</summary>
    /// <param name="origin">Where the lines come from.</param>
    Lane Open(Origin origin);
}
