using System.Globalization;
using System.Net;
using PhiLens.Sidecar.Configuration.FireLens.Files;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.Values;
using Serilog.Events;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads <c>[SERVICE]</c> sections.</summary>
internal static class ServiceReader
{
    private const string Drain = "PHILENS_SHUTDOWN__DRAIN says how long delivery may take at the end";
    private const string OwnHealth = "PhiLens judges its health by itself: /delivering says whether records arrive";

    /// <summary>Every key of <c>[SERVICE]</c>.</summary>
    public static OptionTable Table { get; } = new(
    [
        OptionRow.Kept("http_server", "answers /api/v1/uptime and, with health_check, /api/v1/health"),
        OptionRow.Kept("http_listen", "the address of that server"),
        OptionRow.Kept("http_port", "the port of that server"),
        OptionRow.Kept("health_check", "whether /api/v1/health is answered"),
        OptionRow.Kept("log_level", "the level of PhiLens' own log"),
        OptionRow.Kept("parsers_file", "not read: the parser json is known by its name, and any other is refused where "
            + "it is used"),
        OptionRow.Meaningless("flush", "PHILENS_CLOUDWATCH__BATCHAGE says how long a record waits"),
        OptionRow.Meaningless("grace", Drain),
        OptionRow.Meaningless("hc_errors_count", OwnHealth),
        OptionRow.Meaningless("hc_retry_failure_count", OwnHealth),
        OptionRow.Meaningless("hc_period", OwnHealth),
        OptionRow.Meaningless("hc_throughput", OwnHealth),
        OptionRow.Meaningless("daemon", "PhiLens stays in the foreground"),
        OptionRow.Meaningless("log_file", "PhiLens' own log goes to standard output"),
        OptionRow.Meaningless("coro_stack_size", "PhiLens has no coroutines"),
        OptionRow.Meaningless("scheduler.", "PHILENS_CLOUDWATCH__RETRYCAP says how long a retry waits at most"),
        OptionRow.Meaningless("storage.", "records are held in memory only, within PHILENS_MEMORY__LIMIT"),
        OptionRow.Meaningless("dns.", "PhiLens uses the system's resolver"),
        OptionRow.Meaningless("hot_reload", "a changed file holds after the next start"),
        OptionRow.Refused("plugins_file", "loads plugins, and PhiLens takes none: take it out"),
        OptionRow.Refused("streams_file", "asks for stream processing, which PhiLens does not do: take it out"),
    ]);

    /// <summary>Reads one more section over what earlier ones said.</summary>
    /// <param name="section">The section.</param>
    /// <param name="before">What the earlier sections said.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static ServiceSettings Read(ConfigSection section, ServiceSettings before, FireLensReport report)
    {
        SectionOptions options = SectionOptions.Open(section, Table, report);
        IPEndPoint last = before.Http ?? new IPEndPoint(IPAddress.Any, 2020);
        string host = options.Text("http_listen") ?? last.Address.ToString();
        string port = options.Text("http_port") ?? last.Port.ToString(CultureInfo.InvariantCulture);
        bool isOn = options.Switch("http_server", before.Http is not null);
        IPEndPoint? http = isOn ? ReadEndPoint(options, host, port) : null;
        ServiceSettings settings = new()
        {
            Http = http,
            AnswersHealth = options.Switch("health_check", before.AnswersHealth),
            LogLevel = options.Read("log_level", LogLevels) ?? before.LogLevel,
        };
        foreach (ConfigEntry entry in options.All("parsers_file").Where(e => e.Value.Text != BuiltInFiles.Parsers))
        {
            report.Ignore(section, entry, Table.Find("parsers_file")!.Text);
        }

        bool hides = section.Find("http_listen")?.Value.IsFromVariable is true
            || section.Find("http_port")?.Value.IsFromVariable is true;
        options.Keep(http is null
            ? "says how the process runs"
            : $"answers /api/v1/uptime on {(hides ? ConfigValue.Hidden : http)}");
        return settings;
    }

    private static ValueKind<LogEventLevel?> LogLevels { get; } = Kinds.Choice<LogEventLevel?>(
        ("off", LogEventLevel.Fatal),
        ("error", LogEventLevel.Error),
        ("warn", LogEventLevel.Warning),
        ("warning", LogEventLevel.Warning),
        ("info", LogEventLevel.Information),
        ("debug", LogEventLevel.Debug),
        ("trace", LogEventLevel.Verbose));

    private static IPEndPoint? ReadEndPoint(SectionOptions options, string host, string port)
    {
        string address = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        if (Addresses.HostAndPort.Parse(SettingText.Of($"{address}:{port}", ""), out IPEndPoint value) is null)
        {
            return value;
        }

        options.Refuse("has an http_listen that is no IP address, or an http_port that is no port");
        return null;
    }
}
