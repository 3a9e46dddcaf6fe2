using PhiLens.Pipeline;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>Reads what the core is told.</summary>
internal static class PipelineBinding
{
    /// <summary>The memory limit where the container has none: 64 MiB.</summary>
    public const long UsualMemoryLimit = 64 * 1024 * 1024;

    /// <summary>The most of a container's memory that log data may take: 40 %.</summary>
    private const int MostPercent = 40;

    private static readonly Dictionary<string, Setting> SettingsOfOptions = new()
    {
        [nameof(PipelineOptions.MemoryLimit)] = ProcessSettings.MemoryLimit,
        [nameof(PipelineOptions.WhenFull)] = ProcessSettings.WhenFull,
        [nameof(PipelineOptions.RateLimit)] = ProcessSettings.RateLimit,
        [nameof(PipelineOptions.MaxRecordSize)] = SourceSettings.MaxRecordSize,
        [nameof(PipelineOptions.MultilineAge)] = SourceSettings.MultilineAge,
        [nameof(PipelineOptions.BatchAge)] = CloudWatchSettings.BatchAge,
        [nameof(PipelineOptions.RetryCap)] = CloudWatchSettings.RetryCap,
    };

    /// <summary>Reads the settings and lets the core check them.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="facts">The surroundings.</param>
    public static PipelineOptions Read(SettingReader reader, HostFacts facts)
    {
        PipelineOptions options = new()
        {
            MemoryLimit = ReadMemoryLimit(reader, facts.ContainerMemory),
            WhenFull = reader.Get(ProcessSettings.WhenFull),
            RateLimit = reader.Get(ProcessSettings.RateLimit) is > 0 and var rate ? rate : null,
            MaxRecordSize = (int)Math.Min(reader.Get(SourceSettings.MaxRecordSize), int.MaxValue),
            Oversize = reader.Get(SourceSettings.Oversize),
            BatchAge = reader.Get(CloudWatchSettings.BatchAge),
            Order = reader.Get(CloudWatchSettings.Order),
            RetryCap = reader.Get(CloudWatchSettings.RetryCap),
            ForwardAck = reader.Get(SourceSettings.ForwardAcks),
            Grouping = ReadGrouping(reader),
            MultilineAge = reader.Get(SourceSettings.MultilineAge),
            Include = reader.Get(SourceSettings.Include),
            Exclude = reader.Get(SourceSettings.Exclude),
        };
        RefuseErrors(reader, options.Validate().Where(e => e.Option == nameof(PipelineOptions.MemoryLimit)));

        // Other sizes are checked against the limit: a wrong limit must not make those look wrong too.
        bool isLimitSound = reader.IsSound(ProcessSettings.MemoryLimit);
        PipelineOptions others = isLimitSound ? options : options with { MemoryLimit = UsualMemoryLimit };
        RefuseErrors(reader, others.Validate().Where(e => e.Option != nameof(PipelineOptions.MemoryLimit)));
        return options;
    }

    private static void RefuseErrors(SettingReader reader, IEnumerable<PipelineOptionError> errors)
    {
        foreach (PipelineOptionError error in errors)
        {
            if (SettingsOfOptions.TryGetValue(error.Option, out Setting? setting) && reader.IsSound(setting))
            {
                reader.Refuse(setting, error.Rule);
            }
        }
    }

    private static ILineGrouping? ReadGrouping(SettingReader reader)
    {
        IReadOnlyList<string>? languages = reader.Get(SourceSettings.MultilinePreset);
        TextPattern? pattern = reader.Get(SourceSettings.MultilinePattern);
        bool hasLanguages = languages is { Count: > 0 } && reader.IsSound(SourceSettings.MultilinePreset);
        if (hasLanguages && pattern is not null)
        {
            reader.Refuse(SourceSettings.MultilinePattern, "must be left out when PHILENS_MULTILINE__PRESET is given");
        }

        return hasLanguages ? new TraceGrouping(languages!) : pattern is null ? null : new StartPattern(pattern);
    }

    private static long ReadMemoryLimit(SettingReader reader, long? container)
    {
        Setting<long> setting = ProcessSettings.MemoryLimit;
        bool isUnset = reader.IsUnset(setting);
        long limit = reader.Get(setting);
        if (isUnset)
        {
            return UseDefault(reader, container);
        }

        if (container is { } most && limit > most / 100 * MostPercent && reader.IsSound(setting))
        {
            reader.Refuse(
                setting,
                $"must be at most {MostPercent} % of the container's memory limit of {Kinds.ShowSize(most)}, because "
                + "the process itself and the sockets need the rest");
        }

        return limit;
    }

    private static long UseDefault(SettingReader reader, long? container)
    {
        bool isSmaller = container / 4 < UsualMemoryLimit;
        long limit = isSmaller ? container!.Value / 4 : UsualMemoryLimit;
        string origin = isSmaller
            ? $"{LayerStack.DefaultOrigin}: a quarter of the container's {Kinds.ShowSize(container!.Value)}"
            : LayerStack.DefaultOrigin;
        reader.Show(ProcessSettings.MemoryLimit, Kinds.ShowSize(limit), origin);
        return limit;
    }
}
