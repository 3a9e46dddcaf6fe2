using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>The checks that the rooms which use a setting make themselves.</summary>
internal static class OutsideChecks
{
    /// <summary>Checks the template of the log group.</summary>
    /// <param name="text">The template.</param>
    public static string? LogGroup(string text) => Template(text, StreamTemplateKind.Group);

    /// <summary>Checks the template of the log stream.</summary>
    /// <param name="text">The template.</param>
    public static string? LogStream(string text) => Template(text, StreamTemplateKind.Stream);

    /// <summary>Reads the file of certificates as the start would.</summary>
    /// <param name="path">The file's path.</param>
    public static string? CaFile(string path)
    {
        try
        {
            TlsTrust.Load(path);
            return null;
        }
        catch (TlsTrustException e)
        {
            return $"cannot be used: {WithoutName(e.Message, ": ")}";
        }
    }

    /// <summary>Reads the files of a TLS server as the start would.</summary>
    /// <param name="files">The files.</param>
    public static (Setting Setting, string Rule)? ForwardTls(TlsServerFiles files)
    {
        try
        {
            TlsServer.Load(files, DateTimeOffset.UtcNow).Dispose();
            return null;
        }
        catch (TlsTrustException e)
        {
            Setting setting = Settings.All.First(
                s => e.Message.StartsWith($"{s.Variable}: ", StringComparison.Ordinal));
            return (setting, $"cannot be used: {WithoutName(e.Message, ": ").TrimEnd('.')}");
        }
    }

    /// <summary>Looks for the endpoint that the settings ask for.</summary>
    /// <param name="options">The settings.</param>
    public static string? Endpoint(CloudWatchOptions options)
    {
        try
        {
            LogsEndpointProvider.Find(options);
            return null;
        }
        catch (LogsEndpointException e)
        {
            return $"cannot be used: {WithoutName(e.Message, ": ").TrimEnd('.')}";
        }
    }

    private static string? Template(string text, StreamTemplateKind kind)
    {
        StreamTemplateResult result = StreamTemplate.Parse(text, kind);
        return result.Errors.Count == 0
            ? null
            : string.Join("; it ", result.Errors.Select(e => WithoutName(e, " ").TrimEnd('.')));
    }

    // Those messages begin with the setting's short name; here its full name stands before them.
    private static string WithoutName(string message, string separator) =>
        message[(message.IndexOf(separator, StringComparison.Ordinal) + separator.Length)..];
}
