using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Forwarding;

namespace PhiLens.Sidecar.Routing;

/// <summary>Names the tags under which records go to Forward receivers.</summary>
/// <param name="options">The receivers and the template of tags.</param>
/// <param name="firstOutput">The number of the first receiver's output.</param>
internal sealed class ReceiverNames(ForwardToOptions options, int firstOutput)
{
    /// <summary>As the ECS agent names the tags of FireLens, so that its file matches them.</summary>
    private const string FireLensTag = "{container}-firelens-{task_id}";

    private readonly StreamTemplate? _given = options.Tag is null ? null : Parse(options.Tag);
    private readonly StreamTemplate _ofLines = Parse(options.Tag ?? FireLensTag);

    /// <summary>Where lines go: each becomes a record that names the container and the stream.</summary>
    /// <param name="values">What placeholders stand for.</param>
    public IEnumerable<LogStreamName> ForLines(StreamNameValues values) =>
        All(_ofLines.Render(values)).Select(d => d with { Container = values.Container, Source = values.Stream });

    /// <summary>Where Forward records go, under their own tag unless a template is given.</summary>
    /// <param name="values">What placeholders stand for.</param>
    public IEnumerable<LogStreamName> ForRecords(StreamNameValues values) =>
        All(_given is null ? values.Tag : _given.Render(values));

    private static StreamTemplate Parse(string text) => StreamTemplate.Parse(text, StreamTemplateKind.Stream).Template!;

    private IEnumerable<LogStreamName> All(string tag) => options.Receivers.Select(
        (receiver, i) => new LogStreamName(receiver.Text, tag) { Output = firstOutput + i });
}
