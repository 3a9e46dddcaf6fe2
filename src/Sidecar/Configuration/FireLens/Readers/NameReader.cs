using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>
/// Reads the names of the group and the stream. The C plugin takes names as they are and has templates of their own;
/// the Go plugin's names are templates.
/// </summary>
internal sealed class NameReader
{
    // What the Go plugin uses when a value is missing and nothing is said.
    private const string GoDefaultGroup = "fluentbit-default";
    private const string GoDefaultStream = "/fluentbit-default";

    private readonly SectionOptions _options;
    private readonly bool _isGo;
    private readonly IReadOnlySet<string> _added;

    /// <summary>Makes a reader for one section.</summary>
    /// <param name="options">The section's options.</param>
    /// <param name="isGo">Whether it is the Go plugin's.</param>
    /// <param name="added">The fields that filters add with a fixed value.</param>
    public NameReader(SectionOptions options, bool isGo, IReadOnlySet<string> added)
    {
        _options = options;
        _isGo = isGo;
        _added = added;
    }

    /// <summary>Reads the name of the group; an empty template when it is refused.</summary>
    public RecordTemplate ReadGroup()
    {
        _options.Required("log_group_name", "say which group is written to");
        RecordTemplate? fallback = _isGo
            ? Read("default_log_group_name", StreamTemplateKind.Group) ?? Fixed(GoDefaultGroup)
            : null;
        RecordTemplate name = Read("log_group_name", StreamTemplateKind.Group, fallback) ?? Fixed("");
        return _isGo ? name : ReadAccessor("log_group_template", StreamTemplateKind.Group, name) ?? name;
    }

    /// <summary>Reads the name of the stream; an empty template when it is refused.</summary>
    public RecordTemplate ReadStream()
    {
        bool hasName = _options.Section.Find("log_stream_name") is not null;
        if (hasName == _options.Section.Find("log_stream_prefix") is not null)
        {
            _options.Refuse("must have exactly one of log_stream_name and log_stream_prefix");
        }

        RecordTemplate? fallback = _isGo
            ? Read("default_log_stream_name", StreamTemplateKind.Stream) ?? Fixed(GoDefaultStream)
            : null;
        RecordTemplate name = (hasName
            ? Read("log_stream_name", StreamTemplateKind.Stream, fallback)
            : WithTag(Read("log_stream_prefix", StreamTemplateKind.Stream, fallback))) ?? Fixed("");
        return _isGo ? name : ReadAccessor("log_stream_template", StreamTemplateKind.Stream, name) ?? name;
    }

    private static RecordTemplate Fixed(string text) => new([new TemplatePart(TemplateSource.Text, text)], false);

    private RecordTemplate? WithTag(RecordTemplate? prefix)
    {
        bool hides = _options.Section.Find("log_stream_prefix")?.Value.IsFromVariable is true;
        return prefix is null
            ? null
            : new RecordTemplate([.. prefix.Parts, new TemplatePart(TemplateSource.Tag)], hides, prefix.Fallback);
    }

    private RecordTemplate? Read(string key, StreamTemplateKind kind, RecordTemplate? fallback = null)
    {
        if (_options.Section.Find(key) is not { Value.Text.Length: > 0 } entry)
        {
            return null;
        }

        IReadOnlyList<TemplatePart> parts = [new(TemplateSource.Text, entry.Value.Text)];
        string? rule = _isGo ? GoTemplate.Read(entry.Value.Text, _added, out parts) : null;
        return Make(entry, rule, kind, new RecordTemplate(parts, entry.Value.IsFromVariable, fallback));
    }

    private RecordTemplate? ReadAccessor(string key, StreamTemplateKind kind, RecordTemplate fallback)
    {
        if (_options.Text(key) is null || _options.Section.Find(key) is not { } entry)
        {
            return null;
        }

        string? rule = AccessorTemplate.Read(entry.Value.Text, _added, out IReadOnlyList<TemplatePart> parts);
        return Make(entry, rule, kind, new RecordTemplate(parts, entry.Value.IsFromVariable, fallback));
    }

    private RecordTemplate? Make(ConfigEntry entry, string? rule, StreamTemplateKind kind, RecordTemplate template)
    {
        if ((rule ?? TemplateText.Check(template.Parts, kind)) is { } broken)
        {
            _options.Refuse(entry, broken);
            return null;
        }

        return template;
    }
}
