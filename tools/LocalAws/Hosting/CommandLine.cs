using System.Net;

namespace PhiLens.LocalAws.Hosting;

/// <summary>
/// Reads the arguments. The outcome is options, or a sentence that says what is wrong, or a wish for help.
/// </summary>
internal sealed record CommandLine(LocalAwsOptions? Options, string? Problem, bool WantsHelp)
{
    public const string Help =
        """
        localaws: a local stand-in for CloudWatch Logs and the ECS task metadata endpoint

          --listen ADDRESS:PORT    where to serve TLS; port 0 picks a free one (default 127.0.0.1:9443)
          --data DIR               where the certificate authority is kept (required)
          --metadata ADDRESS:PORT  also serve the ECS task metadata, over plain HTTP
          --discard                check and count events, keep none
          --host NAME              a further host name for the certificate; may be repeated
          --credentials ID:SECRET  a further access key beside local:local; may be repeated
          --help                   this text
        """;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            return new CommandLine(null, null, WantsHelp: true);
        }

        var options = new LocalAwsOptions { Data = "" };
        for (var place = 0; place < arguments.Count; place++)
        {
            var name = arguments[place];
            if (name == "--discard")
            {
                options = options with { Discard = true };
                continue;
            }

            if (!IsKnown(name))
            {
                return Refuse($"{name} is not an argument of localaws.");
            }

            if (++place == arguments.Count || Apply(options, name, arguments[place]) is not { } next)
            {
                return Refuse($"{name} needs {Form(name)}.");
            }

            options = next;
        }

        return options.Data.Length == 0
            ? Refuse("--data is missing: it names the folder for the certificate authority.")
            : new CommandLine(options, null, WantsHelp: false);
    }

    private static CommandLine Refuse(string problem) => new(null, problem, WantsHelp: false);

    private static bool IsKnown(string name) =>
        name is "--listen" or "--metadata" or "--data" or "--host" or "--credentials";

    private static string Form(string name) => name switch
    {
        "--listen" or "--metadata" => "an address and a port, for example 127.0.0.1:9443",
        "--data" => "a folder",
        "--host" => "a host name",
        _ => "an access key id and a secret, for example ID:SECRET",
    };

    private static LocalAwsOptions? Apply(LocalAwsOptions options, string name, string value) => name switch
    {
        "--listen" => EndPoint(value) is { } listen ? options with { Listen = listen } : null,
        "--metadata" => EndPoint(value) is { } metadata ? options with { Metadata = metadata } : null,
        "--data" => value.Length > 0 ? options with { Data = value } : null,
        "--host" => IsHostName(value) ? options with { Hosts = [.. options.Hosts, value] } : null,
        _ => WithCredentials(options, value),
    };

    private static IPEndPoint? EndPoint(string value)
    {
        // A bare address would parse as well, with port 0: the colon after the address is asked for.
        var text = value.StartsWith("localhost:", StringComparison.Ordinal)
            ? value.Replace("localhost", "127.0.0.1")
            : value;
        var colon = text.LastIndexOf(':');
        return colon > 0
            && ushort.TryParse(text.AsSpan(colon + 1), out var port)
            && IPAddress.TryParse(text.AsSpan(0, colon), out var address)
                ? new IPEndPoint(address, port)
                : null;
    }

    private static bool IsHostName(string value) =>
        Uri.CheckHostName(value) is UriHostNameType.Dns or UriHostNameType.IPv4;

    private static LocalAwsOptions? WithCredentials(LocalAwsOptions options, string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == value.Length - 1)
        {
            return null;
        }

        var credentials = new Dictionary<string, string>(options.Credentials, StringComparer.Ordinal)
        {
            [value[..colon]] = value[(colon + 1)..],
        };
        return options with { Credentials = credentials };
    }
}
