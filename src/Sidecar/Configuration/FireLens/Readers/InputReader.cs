using System.Net;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads the inputs <c>forward</c> and <c>tcp</c>.</summary>
internal static class InputReader
{
    private const string NoTls =
        "must be off: set PHILENS_SOURCES__FORWARD=tls:host:port with its certificate instead";

    private const string OwnSizes = "PhiLens bounds a frame by itself";

    private static readonly string[] AddressKeys = ["unix_path", "listen", "port"];

    /// <summary>Every option of <c>forward</c>.</summary>
    public static OptionTable Forward { get; } = new(
    [
        .. SharedRows.Input,
        OptionRow.Kept("listen", "the address of the TCP socket"),
        OptionRow.Kept("port", "the port of the TCP socket"),
        OptionRow.Kept("unix_path", "the path of the Unix socket"),
        OptionRow.Kept("unix_perm", "the mode of the Unix socket"),
        OptionRow.Kept("tag_prefix", "is put before each tag"),
        OptionRow.Kept("shared_key", "asks for the handshake of the Forward protocol"),
        OptionRow.Meaningless("self_hostname", "the handshake names the host by itself"),
        OptionRow.Meaningless("buffer_chunk_size", OwnSizes),
        OptionRow.Meaningless("buffer_max_size", OwnSizes),
        OptionRow.Refused("security.", "asks for users and passwords, which PhiLens does not have: use shared_key"),
        OptionRow.Refused("empty_shared_key", "asks for a handshake without a key: set shared_key, or take it out"),
    ]);

    /// <summary>Every option of <c>tcp</c>, which is the health check only.</summary>
    public static OptionTable Tcp { get; } = new(
    [
        .. SharedRows.Input,
        OptionRow.Kept("listen", "the address of the health check"),
        OptionRow.Kept("port", "the port of the health check"),
        OptionRow.Meaningless("format", "what comes into the health check is thrown away"),
        OptionRow.Meaningless("separator", "what comes into the health check is thrown away"),
        OptionRow.Meaningless("chunk_size", "what comes into the health check is thrown away"),
        OptionRow.Meaningless("buffer_size", "what comes into the health check is thrown away"),
        OptionRow.Meaningless("source_address_key", "what comes into the health check is thrown away"),
    ]);

    /// <summary>Reads a <c>forward</c>; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static ForwardInput? ReadForward(ConfigSection section, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Forward, report);
        options.MustBe("tls", false, NoTls);
        string? path = options.Text("unix_path");
        ListenAddress? address = path is null ? ReadTcp(options, "0.0.0.0", "24224") : ReadUnix(options, path);
        ForwardInput input = new()
        {
            Place = section.Place,
            Address = Placed(section, address ?? new ListenAddress("", null, null)),
            UnixMode = path is null ? null : ReadMode(options),
            Tag = options.Text("tag"),
            TagPrefix = options.Text("tag_prefix"),
            SharedKey = options.Text("shared_key") is { } key ? new SecretText(key) : null,
            MemoryLimit = options.Text("mem_buf_limit"),
        };
        string limit = section.Find("mem_buf_limit") is { } entry
            ? $"; Mem_Buf_Limit {entry.Value.Shown} is noted, PHILENS_MEMORY__LIMIT bounds all log data together"
            : "";
        options.Keep($"takes the Forward protocol on {ShowAddress(section, input.Address)}{limit}");
        return options.HasErrors ? null : input;
    }

    /// <summary>Reads a <c>tcp</c>, which must be the agent's health check; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static HealthProbe? ReadTcpProbe(ConfigSection section, FireLensReport report)
    {
        if (section.Find("tag")?.Value.Text != HealthProbe.Tag)
        {
            report.Refuse(section.Place, section.Title, "names the input tcp without the tag firelens-healthcheck, and "
                + "PhiLens knows tcp as the agent's health check only: use PHILENS_SOURCES__LINES=tcp:host:port for "
                + "lines of text.");
            return null;
        }

        SectionOptions options = SectionOptions.Open(section, Tcp, report);
        options.MustBe("tls", false, "must be off for the health check");
        IPEndPoint? listen = ReadTcp(options, "0.0.0.0", "5170")?.Tcp;
        options.Keep($"answers the TCP health check on {(HidesAddress(section) ? ConfigValue.Hidden : listen)}");
        return listen is null || options.HasErrors ? null : new HealthProbe(section.Place, listen);
    }

    private static ListenAddress? ReadTcp(SectionOptions options, string host, string port)
    {
        bool wasSound = !options.HasErrors;
        string listen = options.Text("listen") ?? host;
        string number = options.Text("port") ?? port;
        if (wasSound && options.HasErrors)
        {
            return null;
        }

        string address = listen.Contains(':', StringComparison.Ordinal) ? $"[{listen}]" : listen;
        if (!TryParse($"tcp:{address}:{number}", out ListenAddress? result))
        {
            options.Refuse("must have an IP address as Listen and a number from 1 to 65535 as Port");
        }

        return result;
    }

    private static ListenAddress? ReadUnix(SectionOptions options, string path)
    {
        if (TryParse($"unix:{path}", out ListenAddress? result))
        {
            return result;
        }

        options.Refuse(
            options.Section.Find("unix_path")!,
            $"must be an absolute path of at most {Addresses.LongestUnixPath} bytes with a usable file name");
        return null;
    }

    private static bool TryParse(string text, out ListenAddress? address)
    {
        string? rule = Addresses.Listeners.Parse(SettingText.Of(text, ""), out IReadOnlyList<ListenAddress> list);
        address = rule is null && list.Count == 1 ? list[0] : null;
        return address is not null;
    }

    // Fluent Bit takes 660 for what PhiLens writes as 0660.
    private static UnixFileMode? ReadMode(SectionOptions options)
    {
        if (options.Text("unix_perm") is not { } text)
        {
            return null;
        }

        string? rule = Kinds.FileMode.Parse(SettingText.Of(text.PadLeft(4, '0'), ""), out UnixFileMode? mode);
        if (rule is not null)
        {
            options.Refuse(options.Section.Find("unix_perm")!, "must be a file mode of octal digits, such as 0660");
        }

        return mode;
    }

    private static ListenAddress Placed(ConfigSection section, ListenAddress address) => address with
    {
        Place = $"{section.Place} {section.Title}",
        Text = ShowAddress(section, address),
    };

    private static string ShowAddress(ConfigSection section, ListenAddress address) =>
        HidesAddress(section) ? ConfigValue.Hidden : address.Text;

    private static bool HidesAddress(ConfigSection section) =>
        AddressKeys.Any(key => section.Find(key)?.Value.IsFromVariable is true);
}
