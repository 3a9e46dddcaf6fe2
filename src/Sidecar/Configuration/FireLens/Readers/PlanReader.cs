using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Makes a plan of the sections of a file.</summary>
internal sealed class PlanReader
{
    private static readonly OptionTable NullTable = new(SharedRows.Output);

    private readonly FireLensReport _report;
    private readonly List<ForwardInput> _inputs = [];
    private readonly List<RecordFilter> _filters = [];
    private readonly List<RecordOutput> _outputs = [];
    private HealthProbe? _probe;
    private ServiceSettings _service = new();

    /// <summary>Makes a reader for one file.</summary>
    /// <param name="report">Hears what is wrong.</param>
    public PlanReader(FireLensReport report) => _report = report;

    /// <summary>Reads every section.</summary>
    /// <param name="sections">The sections, in the order of the file.</param>
    public FireLensPlan Read(IReadOnlyList<ConfigSection> sections)
    {
        // Outputs come last, wherever they stand: their templates may name what filters add.
        foreach (ConfigSection section in sections.Where(s => !s.Is("OUTPUT")))
        {
            ReadSection(section);
        }

        foreach (ConfigSection section in sections.Where(s => s.Is("OUTPUT")))
        {
            ReadOutput(section);
        }

        if (_inputs.Count > 0 && !_outputs.Exists(o => o is CloudWatchOutput) && _report.Errors.Count == 0)
        {
            _report.Note(sections[0].Place, "file", "no output ships records: PHILENS_CLOUDWATCH__LOGGROUP or "
                + "PHILENS_FORWARD__TO says where they go");
        }

        return new FireLensPlan
        {
            Inputs = _inputs,
            Probe = _probe,
            Filters = _filters,
            Outputs = _outputs,
            Service = _service,
        };
    }

    private void ReadSection(ConfigSection section)
    {
        switch (section.Name.ToUpperInvariant())
        {
            case "SERVICE":
                _service = ServiceReader.Read(section, _service, _report);
                break;
            case "INPUT":
                ReadInput(section);
                break;
            case "FILTER":
                ReadFilter(section);
                break;
            default:
                _report.Refuse(section.Place, section.Title, "is a section that PhiLens does not know: take it out. "
                    + "It knows SERVICE, INPUT, FILTER and OUTPUT, and the parser json by its name.");
                break;
        }
    }

    private void ReadInput(ConfigSection section)
    {
        switch (NameOf(section))
        {
            case "":
                break;
            case "forward":
                Add(_inputs, InputReader.ReadForward(section, _report));
                break;
            case "tcp" when _probe is null:
                _probe = InputReader.ReadTcpProbe(section, _report);
                break;
            default:
                RefusePlugin(section, "input", "forward and the agent's health check: take it out, or write the lines "
                    + "to PHILENS_SOURCES__FIFO or PHILENS_SOURCES__LINES");
                break;
        }
    }

    private void ReadFilter(ConfigSection section)
    {
        string name = NameOf(section);
        Func<ConfigSection, FireLensReport, RecordFilter?>? read = name switch
        {
            "grep" => GrepReader.Read,
            "record_modifier" => RecordModifierReader.Read,
            "modify" => ModifyReader.Read,
            "parser" => JoiningReader.ReadParser,
            "multiline" => JoiningReader.ReadMultiline,
            _ => null,
        };
        if (read is not null)
        {
            Add(_filters, read(section, _report));
        }
        else if (name.Length > 0)
        {
            RefusePlugin(section, "filter", "grep, record_modifier, modify, parser and multiline: take it out, or do "
                + "its work in a Fluent Bit behind PHILENS_FORWARD__TO");
        }
    }

    private void ReadOutput(ConfigSection section)
    {
        switch (NameOf(section))
        {
            case "":
                break;
            case "null":
                ReadNull(section);
                break;
            case "cloudwatch_logs":
                Add(_outputs, CloudWatchReader.Read(section, isGo: false, AddedFields(), _report));
                break;
            case "cloudwatch":
                Add(_outputs, CloudWatchReader.Read(section, isGo: true, AddedFields(), _report));
                break;
            default:
                RefusePlugin(section, "output", "cloudwatch_logs, cloudwatch and null: use one of them, or ship to a "
                    + "Fluent Bit that has this output with PHILENS_FORWARD__TO");
                break;
        }
    }

    private void ReadNull(ConfigSection section)
    {
        SectionOptions options = SectionOptions.Open(section, NullTable, _report);
        NullOutput output = new(section.Place, MatchReading.Read(options));
        options.Keep($"null for {output.Match.Shown}: these records are left out");
        Add(_outputs, options.HasErrors ? null : output);
    }

    /// <summary>The plugin's name in lower case; empty when it is missing, which is refused.</summary>
    private string NameOf(ConfigSection section)
    {
        string name = section.Find("name")?.Value.Text.ToLowerInvariant() ?? "";
        if (name.Length == 0)
        {
            _report.Refuse(section.Place, section.Title, "has no Name: say which plugin it is, or take it out.");
        }

        return name;
    }

    private void RefusePlugin(ConfigSection section, string kind, string known)
    {
        ConfigEntry entry = section.Find("name")!;
        string name = entry.Value.IsFromVariable ? ConfigValue.Hidden : FireLensReport.ShowName(entry.Value.Text);
        _report.Refuse(entry.Place, section.Title, $"names the {kind} {name}, and PhiLens has {known}.");
    }

    private HashSet<string> AddedFields() => [.. _filters.SelectMany(filter => filter switch
    {
        RecordModifierFilter modifier => modifier.Added.Select(a => a.Key),
        ModifyFilter modify => modify.Rules.Where(r => r.Action == ModifyAction.Set).Select(r => r.Key),
        _ => [],
    })];

    private static void Add<T>(List<T> list, T? item)
        where T : class
    {
        if (item is not null)
        {
            list.Add(item);
        }
    }
}
