using PhiLens.Sidecar.Configuration.Encryption;
using PhiLens.Sidecar.Configuration.Redaction;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>Every setting there is. Reading, checking, listing and documenting all follow this one table.</summary>
internal static class Settings
{
    /// <summary>The table, in the order in which it is documented and listed.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        SourceSettings.Stdin,
        SourceSettings.Fifo,
        SourceSettings.Lines,
        SourceSettings.Forward,
        SourceSettings.ForwardSharedKey,
        SourceSettings.ForwardCertFile,
        SourceSettings.ForwardKeyFile,
        SourceSettings.ForwardClientCaFile,
        SourceSettings.ForwardAcks,
        SourceSettings.UnixMode,
        SourceSettings.MaxRecordSize,
        SourceSettings.MultilinePreset,
        SourceSettings.MultilinePattern,
        SourceSettings.MultilineAge,
        SourceSettings.Oversize,
        SourceSettings.Include,
        SourceSettings.Exclude,
        SourceSettings.AgentFile,
        CloudWatchSettings.Region,
        CloudWatchSettings.LogGroup,
        CloudWatchSettings.LogStream,
        CloudWatchSettings.Endpoint,
        CloudWatchSettings.CreateGroup,
        CloudWatchSettings.RetentionDays,
        CloudWatchSettings.KmsKeyId,
        CloudWatchSettings.RequireKms,
        CloudWatchSettings.LogGroupClass,
        CloudWatchSettings.Tags,
        CloudWatchSettings.Format,
        CloudWatchSettings.Compression,
        CloudWatchSettings.BatchAge,
        CloudWatchSettings.RoleArn,
        CloudWatchSettings.RetryCap,
        CloudWatchSettings.Order,
        CloudWatchSettings.Fips,
        ForwardToSettings.To,
        ForwardToSettings.SharedKey,
        ForwardToSettings.Tag,
        ForwardToSettings.Compression,
        ForwardToSettings.AckTimeout,
        ProcessSettings.CaFile,
        ProcessSettings.MemoryLimit,
        ProcessSettings.WhenFull,
        .. RedactionSettings.All,
        ProcessSettings.RateLimit,
        .. EncryptionSettings.All,
        ProcessSettings.Drain,
        ProcessSettings.HealthListen,
        ProcessSettings.LogLevel,
        ProcessSettings.LogFormat,
    ];

    /// <summary>The setting that a key of the .NET configuration names, or of which it names a part; or null.</summary>
    /// <param name="key">A key such as <c>LOG:LEVEL</c> or <c>SOURCES:FIFO:0</c>, in any case.</param>
    public static Setting? Find(string key) => All.FirstOrDefault(s =>
        key.StartsWith(s.Key, StringComparison.OrdinalIgnoreCase)
        && (key.Length == s.Key.Length || key[s.Key.Length] == ':'));
}
