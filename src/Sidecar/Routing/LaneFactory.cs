using PhiLens.Pipeline;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar.Routing;

/// <summary>Opens lanes to the log streams that the templates, or the agent's file, name for an origin.</summary>
internal sealed class LaneFactory : ILaneFactory
{
    private readonly LogPipeline _pipeline;
    private readonly StreamTemplate? _group;
    private readonly StreamTemplate? _stream;
    private readonly TaskMetadata _task;
    private readonly bool _hasOwnOutput;
    private readonly ReceiverNames _receivers;

    /// <summary>Makes a factory.</summary>
    /// <param name="pipeline">Where the lanes lead.</param>
    /// <param name="options">The templates, and the agent's file.</param>
    /// <param name="task">What is known of the ECS task.</param>
    /// <param name="events">Hears of records that go nowhere.</param>
    internal LaneFactory(LogPipeline pipeline, SidecarOptions options, TaskMetadata task, ISourceEvents events)
    {
        _pipeline = pipeline;
        _group = StreamTemplate.Parse(options.CloudWatch.LogGroup, StreamTemplateKind.Group).Template;
        _stream = StreamTemplate.Parse(options.CloudWatch.LogStream, StreamTemplateKind.Stream).Template;
        _task = task;
        Events = events;
        _hasOwnOutput = options.HasOwnOutput;
        _receivers = new ReceiverNames(options.ForwardTo, options.FirstReceiver);
        Routes = options.FireLens is { } file ? new FireLensRoutes(file, options.HasOwnOutput ? 1 : 0, task) : null;
    }

    /// <summary>Hears of records that go nowhere.</summary>
    internal ISourceEvents Events { get; }

    /// <summary>What the agent's file does with Forward records; null when there is none.</summary>
    internal FireLensRoutes? Routes { get; }

    /// <inheritdoc/>
    public Lane Open(Origin origin)
    {
        StreamNameValues values = Values(origin, origin.Container);
        LogStreamName[] all = [.. OwnDestinations(values), .. _receivers.ForLines(values)];
        return _pipeline.OpenLane(new RecordOrigin(origin.Container, origin.Stream), all[0], all[1..]);
    }

    /// <inheritdoc/>
    public ForwardLane OpenForward(IAckSink acks, TagRule? tags = null) =>
        _pipeline.OpenForwardLane(new ForwardRouter(this, tags ?? TagRule.None), acks);

    /// <summary>Where Forward records go whole: where the settings' templates say, and to the receivers.</summary>
    /// <param name="values">What placeholders stand for.</param>
    internal IEnumerable<RouteTarget> OwnTargets(StreamNameValues values) =>
        [.. OwnDestinations(values).Select(d => new RouteTarget(d)), .. ReceiverTargets(values)];

    /// <summary>The receivers, which get every Forward record whole.</summary>
    /// <param name="values">What placeholders stand for.</param>
    internal IEnumerable<RouteTarget> ReceiverTargets(StreamNameValues values) =>
        _receivers.ForRecords(values).Select(d => new RouteTarget(d));

    /// <summary>What the placeholders of templates stand for.</summary>
    /// <param name="origin">Where records come from.</param>
    /// <param name="tag">Their Forward tag; for other sources the container's name stands in.</param>
    internal StreamNameValues Values(Origin origin, string tag) => new()
    {
        Container = origin.Container,
        Stream = origin.Stream,
        Tag = tag,
        TaskId = _task.TaskId,
        Cluster = _task.Cluster,
        Family = _task.Family,
        Revision = _task.Revision,
        HostName = _task.HostName,
    };

    private LogStreamName[] OwnDestinations(StreamNameValues values) =>
        _hasOwnOutput ? [new LogStreamName(_group!.Render(values), _stream!.Render(values))] : [];
}
