using System.Collections;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Files;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.Table;
using Serilog.Events;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>
/// Reads the ECS agent's file, the layer between the defaults and the JSON document: a setting that somebody gave wins
/// over what the file says.
/// </summary>
internal static class FireLensBinding
{
    private const string OutputTitle = "[OUTPUT]";

    /// <summary>Reads the file that <c>FIRELENS__CONFIG</c> names, and what it includes.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="environment">The variables that the file may use.</param>
    /// <param name="facts">The surroundings.</param>
    public static FireLensResult Read(SettingReader reader, IDictionary environment, HostFacts facts)
    {
        string? path = reader.Get(SourceSettings.AgentFile);
        if (path is null)
        {
            return new FireLensResult(null, [], []);
        }

        FireLensSurroundings surroundings = facts.FireLens with
        {
            Variable = name => environment[name] as string ?? facts.FireLens.Variable(name),
        };
        FireLensResult result = FireLensReader.Read(path, surroundings);
        bool looksElsewhere = result.IsMissing && !reader.IsGiven(SourceSettings.AgentFile);
        return looksElsewhere ? FireLensReader.Read(FluentdFiles.Path, surroundings) : result;
    }

    /// <summary>Puts the settings over the file; null when there is no usable file.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="settings">What <c>CLOUDWATCH__*</c> says.</param>
    /// <param name="caFile">What <c>TLS__CAFILE</c> says.</param>
    /// <param name="result">What the file came to.</param>
    public static FireLensOptions? Combine(
        SettingReader reader, CloudWatchOptions settings, string? caFile, FireLensResult result)
    {
        if (result.Plan is not { } plan)
        {
            return null;
        }

        bool isReplaced = reader.IsGiven(SourceSettings.Forward);
        return new FireLensOptions
        {
            Path = reader.Get(SourceSettings.AgentFile)!,
            Plan = plan,
            Findings = isReplaced ? [.. result.Findings, .. plan.Inputs.Select(Replaced)] : result.Findings,
            Inputs = isReplaced ? [] : plan.Inputs,
            Outputs =
            [
                .. plan.Outputs.OfType<CloudWatchOutput>().Select(o => new OutputOptions(
                    Over(reader, settings, o), caFile ?? o.CaFile, o)),
            ],
        };
    }

    /// <summary>The level of the product's own log: the setting's, else the file's.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="result">What the file came to.</param>
    public static LogEventLevel LogLevel(SettingReader reader, FireLensResult result)
    {
        LogEventLevel level = reader.Get(ProcessSettings.LogLevel);
        if (result.Plan?.Service.LogLevel is not { } inFile || reader.IsGiven(ProcessSettings.LogLevel))
        {
            return level;
        }

        string path = reader.Get(SourceSettings.AgentFile)!;
        reader.Show(ProcessSettings.LogLevel, inFile.ToString().ToLowerInvariant(), path);
        return inFile;
    }

    /// <summary>What is wrong with the outputs once the settings are over them.</summary>
    /// <param name="options">The file with the settings over it.</param>
    /// <param name="facts">The surroundings.</param>
    public static IEnumerable<ConfigurationError> Check(FireLensOptions options, HostFacts facts)
    {
        foreach (OutputOptions output in options.Outputs)
        {
            CloudWatchOutput asked = output.Output!;
            if (asked.CaFile is { } path && path == output.CaFile && facts.CheckCaFile(path) is not null)
            {
                yield return Refuse(asked, "has a tls.ca_file that cannot be used: name a file with certificates in "
                    + "the PEM format.");
            }

            bool hasRegion = output.CloudWatch.Region.Length > 0;
            if (output.CloudWatch.UseFipsEndpoint && hasRegion && OutsideChecks.Endpoint(output.CloudWatch) is not null)
            {
                yield return Refuse(asked, "has a region without a FIPS endpoint, which PHILENS_CLOUDWATCH__FIPS asks "
                    + "for: choose another region, or set PHILENS_CLOUDWATCH__ENDPOINT.");
            }
        }
    }

    private static FireLensFinding Replaced(ForwardInput input) => new(
        input.Place,
        "[INPUT]",
        FindingKind.Note,
        "is not opened, because PHILENS_SOURCES__FORWARD says which Forward sockets are");

    private static ConfigurationError Refuse(CloudWatchOutput output, string rule) =>
        new FireLensError(output.Place, OutputTitle, rule).ToConfigurationError();

    private static CloudWatchOptions Over(SettingReader reader, CloudWatchOptions settings, CloudWatchOutput output)
    {
        T Winner<T>(Setting setting, T given, T inFile) => reader.IsGiven(setting) ? given : inFile;
        bool isOwnRole = reader.IsGiven(CloudWatchSettings.RoleArn);
        return settings with
        {
            Region = Winner(CloudWatchSettings.Region, settings.Region, output.Region ?? settings.Region),
            LogGroup = Winner(CloudWatchSettings.LogGroup, settings.LogGroup, ""),
            LogStream = Winner(CloudWatchSettings.LogStream, settings.LogStream, ""),
            Endpoint = Winner(CloudWatchSettings.Endpoint, settings.Endpoint, output.Endpoint),
            CreateGroup = Winner(CloudWatchSettings.CreateGroup, settings.CreateGroup, output.CreateGroup),
            RetentionDays = Winner(CloudWatchSettings.RetentionDays, settings.RetentionDays, output.RetentionDays),
            LogGroupClass = Winner(CloudWatchSettings.LogGroupClass, settings.LogGroupClass, output.LogGroupClass),
            Tags = Winner(CloudWatchSettings.Tags, settings.Tags, output.Tags),
            EmbeddedMetricFormat = Winner(
                CloudWatchSettings.Format, settings.EmbeddedMetricFormat, output.EmbeddedMetricFormat),
            RoleArn = isOwnRole ? settings.RoleArn : output.RoleArn,
            ExternalId = isOwnRole ? null : output.ExternalId,
            StsEndpoint = isOwnRole ? null : output.StsEndpoint,
        };
    }
}
