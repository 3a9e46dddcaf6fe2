using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.Table;

using PhiLens.Sidecar.Hardening;
namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>Reads what is to be read.</summary>
internal static class SourceBinding
{
    /// <summary>Reads <c>SOURCES__*</c>.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="agentFile">What the ECS agent's file came to.</param>
    /// <param name="facts">The surroundings.</param>
    public static SourceOptions Read(SettingReader reader, FireLensResult agentFile, HostFacts facts)
    {
        SourceOptions options = new()
        {
            Stdin = reader.Get(SourceSettings.Stdin),
            Fifo = reader.Get(SourceSettings.Fifo) ?? [],
            Lines = reader.Get(SourceSettings.Lines) ?? [],
            Forward = reader.Get(SourceSettings.Forward) ?? [],
            ForwardSharedKey = NullIfEmpty(reader.Get(SourceSettings.ForwardSharedKey)),
            UnixMode = reader.Get(SourceSettings.UnixMode),
        };
        CheckDuplicates(reader, options);
        options = options with { ForwardTls = ReadTls(reader, options.Forward.Any(a => a.IsTls), facts) };
        bool mayBeInFile = agentFile is { Errors.Count: > 0 } or { Plan.Inputs.Count: > 0 };
        int sources = options.Fifo.Count + options.Lines.Count + options.Forward.Count;
        if (!mayBeInFile && !options.Stdin && sources == 0)
        {
            RequireSource(reader);
        }

        return options;
    }

    private static TlsServerFiles? ReadTls(SettingReader reader, bool isAsked, HostFacts facts)
    {
        string? cert = NullIfEmpty(reader.Get(SourceSettings.ForwardCertFile));
        string? key = NullIfEmpty(reader.Get(SourceSettings.ForwardKeyFile));
        string? clientCa = NullIfEmpty(reader.Get(SourceSettings.ForwardClientCaFile));
        if (!isAsked)
        {
            // Who believes that clients show certificates must hear that none does.
            if (clientCa is not null && reader.IsSound(SourceSettings.Forward))
            {
                reader.Refuse(
                    SourceSettings.ForwardClientCaFile,
                    $"must stand beside a tls: address in {SourceSettings.Forward.Variable}");
            }

            return null;
        }

        if (cert is null || key is null)
        {
            Setting<string> missing = cert is null ? SourceSettings.ForwardCertFile : SourceSettings.ForwardKeyFile;
            reader.RefuseMissing(missing, $"is required for tls: in {SourceSettings.Forward.Variable}");
            return null;
        }

        var files = new TlsServerFiles(cert, key, clientCa);
        if (facts.CheckForwardTls(files) is { } broken)
        {
            reader.Refuse(broken.Setting, broken.Rule);
        }

        return files;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static void CheckDuplicates(SettingReader reader, SourceOptions options)
    {
        HashSet<string> paths = new(StringComparer.Ordinal);
        if (!options.Fifo.All(paths.Add))
        {
            reader.Refuse(SourceSettings.Fifo, "must not name the same pipe twice");
        }

        if (!options.Lines.All(a => paths.Add(a.UnixPath ?? a.Tcp!.ToString())))
        {
            reader.Refuse(SourceSettings.Lines, "must not name a path or an address that is already a source");
        }

        if (!options.Forward.All(a => paths.Add(a.UnixPath ?? a.Tcp!.ToString())))
        {
            reader.Refuse(SourceSettings.Forward, "must not name a path or an address that is already a source");
        }
    }

    // A source that is wrong was still meant as one: a second error would only confuse.
    private static void RequireSource(SettingReader reader)
    {
        if (reader.IsSound(SourceSettings.Stdin)
            && reader.IsSound(SourceSettings.Fifo)
            && reader.IsSound(SourceSettings.Lines)
            && reader.IsSound(SourceSettings.Forward)
            && reader.IsSound(SourceSettings.AgentFile))
        {
            reader.RefuseMissing(
                SourceSettings.Fifo,
                "or another source is required: set it to a named pipe such as /run/philens/app.stdout, "
                + $"{SourceSettings.Lines.Variable} to a socket such as unix:/run/philens/app.stdout, or "
                + $"{SourceSettings.Stdin.Variable} to true");
        }
    }
}
