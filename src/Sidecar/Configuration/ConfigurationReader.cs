using System.Collections;
using System.Net;
using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.Encryption;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Redaction;
using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Forwarding;

namespace PhiLens.Sidecar.Configuration;

/// <summary>The one entrance of the configuration: reads every layer and reports every error at once.</summary>
internal static class ConfigurationReader
{
    /// <summary>The longest drain: 10 minutes.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    /// <summary>Reads what <c>run</c> uses, which is everything. Never throws, whatever the text.</summary>
    /// <param name="environment">As <see cref="Environment.GetEnvironmentVariables()"/> has it.</param>
    /// <param name="facts">The surroundings.</param>
    public static ConfigurationResult Read(IDictionary environment, HostFacts facts)
    {
        SettingReader reader = new(new LayerStack(environment));
        FireLensResult agentFile = FireLensBinding.Read(reader, environment, facts);
        SourceOptions sources = SourceBinding.Read(reader, agentFile, facts);
        ForwardToOptions forwardTo = ForwardToBinding.Read(reader, facts);
        bool isOnlyForwarded = forwardTo.Receivers.Count > 0 && reader.IsUnset(CloudWatchSettings.LogGroup);
        CloudWatchOptions cloudWatch =
            CloudWatchBinding.Read(reader, facts, OwnOutputNeeds.Of(sources, agentFile, isOnlyForwarded));
        EncryptionOptions encryption = EncryptionBinding.Read(reader);
        RedactionOptions redaction = RedactionBinding.Read(reader, encryption);
        string? caFile = reader.Get(ProcessSettings.CaFile);
        SidecarOptions options = new()
        {
            Sources = sources,
            CloudWatch = cloudWatch,
            ForwardTo = forwardTo,
            FireLens = FireLensBinding.Combine(reader, cloudWatch, caFile, agentFile),
            Pipeline = PipelineBinding.Read(reader, facts) with { Redaction = redaction.Policy },
            Redaction = redaction,
            Encryption = EncryptionBinding.For(redaction, encryption),
            CaFile = caFile,
            Drain = reader.Get(ProcessSettings.Drain),
            HealthListen = reader.Get(ProcessSettings.HealthListen) ?? new IPEndPoint(IPAddress.Loopback, 0),
            LogLevel = FireLensBinding.LogLevel(reader, agentFile),
            LogJson = reader.Get(ProcessSettings.LogFormat),
        };
        reader.Check(ProcessSettings.CaFile, options.CaFile, facts.CheckCaFile);
        EncryptionBinding.RequireRegion(reader, options);
        if (options.Drain > LongestDrain)
        {
            reader.Refuse(ProcessSettings.Drain, "must be from 0s to 10m");
        }

        IReadOnlyList<ConfigurationError> errors =
        [
            .. reader.Errors,
            .. agentFile.Errors.Select(e => e.ToConfigurationError()),
            .. options.FireLens is { } file ? FireLensBinding.Check(file, facts) : [],
        ];
        return new ConfigurationResult(errors.Count == 0 ? options : null, errors, reader.Effective);
    }
}
