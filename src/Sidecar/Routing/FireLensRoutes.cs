using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Templates;
using PhiLens.Sidecar.Ecs;

namespace PhiLens.Sidecar.Routing;

/// <summary>Says what the agent's file does with the records of a tag. Safe for several threads.</summary>
internal sealed class FireLensRoutes
{
    private readonly FireLensPlan _plan;
    private readonly OutputNames[] _outputs;
    private readonly TaskMetadata _task;

    /// <summary>The id of <c>$(uuid)</c>, made once for each start.</summary>
    private readonly string _uuid = Guid.NewGuid().ToString();

    /// <summary>Makes the routes.</summary>
    /// <param name="file">The file, with the settings over it.</param>
    /// <param name="firstOutput">The number of its first output.</param>
    /// <param name="task">What is known of the ECS task.</param>
    public FireLensRoutes(FireLensOptions file, int firstOutput, TaskMetadata task)
    {
        _plan = file.Plan;
        _outputs = [.. file.Outputs.Select((output, i) => new OutputNames(output, firstOutput + i))];
        _task = task;
    }

    /// <summary>Whether no output ships records, so that the settings say where they go.</summary>
    public bool HasNoOutput => _outputs.Length == 0;

    /// <summary>Whether any output, <c>null</c> included, takes the records of a tag.</summary>
    /// <param name="tag">The tag.</param>
    public bool IsTaken(string tag) => _plan.OutputsFor(tag).Any();

    /// <summary>The route of a tag and source; null when its records are left out.</summary>
    /// <param name="settings">The values of the settings' templates, with the tag and the source.</param>
    /// <param name="others">Where records go beside the file's outputs.</param>
    public ForwardRoute? Find(StreamNameValues settings, IEnumerable<RouteTarget>? others = null)
    {
        IReadOnlyDictionary<string, string> fields = AddedFields(settings.Tag);
        TemplateValues known = new()
        {
            Tag = settings.Tag,
            Source = settings.Stream,
            TaskId = settings.TaskId,
            Cluster = settings.Cluster,
            TaskArn = _task.TaskArn,
            Uuid = _uuid,
            AddedFields = fields,
        };
        RouteTarget[] targets =
        [
            .. _outputs.Where(o => o.Output.Match.Matches(settings.Tag)).Select(o => o.Target(known, settings)),
            .. others ?? [],
        ];
        return targets.Length == 0 ? null : Filtered(settings.Tag, targets);
    }

    /// <summary>A route whose records pass the filters of a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="targets">Where they go then.</param>
    public ForwardRoute Filtered(string tag, IReadOnlyList<RouteTarget> targets)
    {
        FilterSteps filters = new(_plan.FiltersFor(tag));
        return new ForwardRoute(targets, filters.Fields) { Steps = filters.Steps, Grouping = filters.Grouping };
    }

    private Dictionary<string, string> AddedFields(string tag)
    {
        Dictionary<string, string> fields = [];
        foreach (RecordFilter filter in _plan.FiltersFor(tag))
        {
            IEnumerable<KeyValuePair<string, string>> added = filter switch
            {
                RecordModifierFilter modifier => modifier.Added,
                ModifyFilter modify => modify.Rules
                    .Where(r => r.Action == ModifyAction.Set)
                    .Select(r => KeyValuePair.Create(r.Key, r.Argument)),
                _ => [],
            };
            foreach ((string key, string value) in added)
            {
                fields[key] = value;
            }
        }

        return fields;
    }
}
