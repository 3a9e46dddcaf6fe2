using PhiLens.Pipeline;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar;

/// <summary>Opens lanes to the log streams that the templates name for an origin.</summary>
/// <param name="pipeline">Where the lanes lead.</param>
/// <param name="group">The template of the group's name.</param>
/// <param name="stream">The template of the stream's name.</param>
/// <param name="task">What is known of the ECS task.</param>
internal sealed class LaneFactory(
    LogPipeline pipeline, StreamTemplate group, StreamTemplate stream, TaskMetadata task) : ILaneFactory
{
    /// <inheritdoc/>
    public Lane Open(Origin origin) => pipeline.OpenLane(Destination(origin, origin.Container));

    /// <inheritdoc/>
    public ForwardLane OpenForward(IAckSink acks) => pipeline.OpenForwardLane(new ForwardRouter(this), acks);

    /// <summary>The log group and stream that the templates name.</summary>
    /// <param name="origin">Where records come from.</param>
    /// <param name="tag">Their Forward tag; for other sources the container's name stands in.</param>
    internal LogStreamName Destination(Origin origin, string tag)
    {
        var values = new StreamNameValues
        {
            Container = origin.Container,
            Stream = origin.Stream,
            Tag = tag,
            TaskId = task.TaskId,
            Cluster = task.Cluster,
            Family = task.Family,
            Revision = task.Revision,
            HostName = task.HostName,
        };
        return new LogStreamName(group.Render(values), stream.Render(values));
    }
}
