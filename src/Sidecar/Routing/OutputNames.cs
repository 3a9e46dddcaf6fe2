using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Routing;

/// <summary>Names the groups and streams of one output of the agent's file.</summary>
/// <param name="options">The output, with the settings over it.</param>
/// <param name="number">The output's number, which its streams say.</param>
internal sealed class OutputNames(OutputOptions options, int number)
{
    /// <summary>Stands for an illegal character of a value, as in the Go plugin.</summary>
    private const char Illegal = '.';

    private static readonly IReadOnlyList<string>[] RecordFields = [["container_id"], ["container_name"]];

    private readonly CloudWatchOutput _output = options.Output!;
    private readonly StreamTemplate? _group = Given(options.CloudWatch.LogGroup, StreamTemplateKind.Group);
    private readonly StreamTemplate? _stream = Given(options.CloudWatch.LogStream, StreamTemplateKind.Stream);

    /// <summary>The output.</summary>
    public CloudWatchOutput Output => _output;

    /// <summary>Where the records of a tag and source go.</summary>
    /// <param name="known">What is known of all of them.</param>
    /// <param name="settings">The same for the settings' templates, which win over the file's names.</param>
    public RouteTarget Target(TemplateValues known, StreamNameValues settings)
    {
        bool isByRecord = (_group is null && TakesFields(_output.Group))
            || (_stream is null && TakesFields(_output.Stream));
        RecordName? name = isByRecord
            ? new RecordName(RecordFields, values => Name(With(known, values), settings))
            : null;
        return new RouteTarget(Name(known, settings), _output.LogKey, name);
    }

    private static StreamTemplate? Given(string text, StreamTemplateKind kind) =>
        text.Length == 0 ? null : StreamTemplate.Parse(text, kind).Template;

    private static bool TakesFields(RecordTemplate? template) => template is not null
        && (template.Parts.Any(p => p.Source is TemplateSource.ContainerId or TemplateSource.ContainerName)
            || TakesFields(template.Fallback));

    private static TemplateValues With(TemplateValues known, IReadOnlyList<byte[]> values) => known with
    {
        ContainerId = Encoding.UTF8.GetString(values[0]),
        ContainerName = Encoding.UTF8.GetString(values[1]),
    };

    private static string Legal(RecordTemplate template, TemplateValues values, StreamTemplateKind kind)
    {
        var name = new StringBuilder();
        LegalName.Append(name, template.Render(values) ?? "", kind, Illegal);
        return LegalName.Cut(name);
    }

    private LogStreamName Name(TemplateValues values, StreamNameValues settings) => new(
        _group?.Render(settings) ?? Legal(_output.Group, values, StreamTemplateKind.Group),
        _stream?.Render(settings) ?? Legal(_output.Stream, values, StreamTemplateKind.Stream))
    {
        Output = number,
    };
}
