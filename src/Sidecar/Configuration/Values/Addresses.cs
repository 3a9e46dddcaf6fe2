using System.Globalization;
using System.Net;
using System.Text;

namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>The kinds of values that say where to listen or where to connect.</summary>
internal static class Addresses
{
    /// <summary>The longest path of a Unix socket: <c>sun_path</c> has 108 bytes with its final zero.</summary>
    public const int LongestUnixPath = 107;

    private const string HostRule = "the host must be an IP address, localhost or *, and the port from 1 to 65535";

    /// <summary><c>host:port</c>, to listen on.</summary>
    public static ValueKind<IPEndPoint> HostAndPort { get; } = new("host:port", ReadHostAndPort);

    /// <summary>A list of <c>unix:/path</c> and <c>tcp:host:port</c>, to listen on.</summary>
    public static ValueKind<IReadOnlyList<ListenAddress>> Listeners { get; } = new(
        "list",
        (SettingText text, out IReadOnlyList<ListenAddress> value) => ReadListeners(text, mayBeTls: false, out value),
        TakesParts: true);

    /// <summary>The same, and <c>tls:host:port</c>.</summary>
    public static ValueKind<IReadOnlyList<ListenAddress>> TlsListeners { get; } = new(
        "list",
        (SettingText text, out IReadOnlyList<ListenAddress> value) => ReadListeners(text, mayBeTls: true, out value),
        TakesParts: true);

    /// <summary>Absolute paths of pipes.</summary>
    public static ValueKind<IReadOnlyList<string>> Pipes { get; } = new("list of paths", ReadPipes, TakesParts: true);

    /// <summary>An <c>https://</c> URL.</summary>
    public static ValueKind<Uri> HttpsUrl { get; } = new("https URL", ReadHttpsUrl);

    private static string? ReadHostAndPort(SettingText text, out IPEndPoint value)
    {
        value = ParseEndPoint(text.Text)!;
        return value is null
            ? $"must be host:port, such as 127.0.0.1:8686: {HostRule}, or 0 for any free port"
            : null;
    }

    private static string? ReadListeners(
        SettingText text, bool mayBeTls, out IReadOnlyList<ListenAddress> value)
    {
        List<ListenAddress> addresses = [];
        value = addresses;
        if (Kinds.List.Parse(text, out IReadOnlyList<string> items) is { } rule)
        {
            return rule;
        }

        foreach (string item in items)
        {
            if (ReadListener(item, mayBeTls, out ListenAddress? address) is { } broken)
            {
                return $"{broken} (entry {addresses.Count + 1})";
            }

            addresses.Add(address!);
        }

        return null;
    }

    private static string? ReadListener(string item, bool mayBeTls, out ListenAddress? address)
    {
        address = null;
        if (item.StartsWith("unix:", StringComparison.OrdinalIgnoreCase))
        {
            string path = item["unix:".Length..];
            address = new ListenAddress(item, path, null);
            return Encoding.UTF8.GetByteCount(path) > LongestUnixPath
                ? $"must name sockets whose paths have at most {LongestUnixPath} bytes"
                : CheckPath(path);
        }

        bool isTls = mayBeTls && item.StartsWith("tls:", StringComparison.OrdinalIgnoreCase);
        if (isTls || item.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase))
        {
            IPEndPoint? endPoint = ParseEndPoint(item["tcp:".Length..]);
            address = new ListenAddress(item, null, endPoint) { IsTls = isTls };
            string scheme = isTls ? "tls" : "tcp";
            return endPoint is null or { Port: 0 } ? $"must name TCP sockets as {scheme}:host:port: {HostRule}" : null;
        }

        return mayBeTls
            ? "must be a list of unix:/path, tcp:host:port and tls:host:port"
            : "must be a list of unix:/path and tcp:host:port";
    }

    private static string? ReadPipes(SettingText text, out IReadOnlyList<string> value) =>
        Kinds.List.Parse(text, out value) ?? value.Select(CheckPath).FirstOrDefault(r => r is not null);

    /// <summary>A file name gives the container's name, so it must leave one that a log stream can have.</summary>
    private static string? CheckPath(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        if (!path.StartsWith('/'))
        {
            return "must hold absolute paths, which begin with /";
        }

        bool isUsable = name.Length is > 0 and <= 255
            && !name.StartsWith('.')
            && !path.Any(char.IsControl)
            && name.IndexOfAny([':', '*']) < 0;
        return isUsable
            ? null
            : "must hold paths whose file names are usable: not empty, no dot first, no colon, star or control "
                + "character";
    }

    private static string? ReadHttpsUrl(SettingText text, out Uri value)
    {
        if (!Uri.TryCreate(text.Text, UriKind.Absolute, out value!) || value.Host.Length == 0)
        {
            return "must be an absolute URL that begins with https://";
        }

        if (value.Scheme != Uri.UriSchemeHttps)
        {
            return "must begin with https://, because log records never leave unencrypted";
        }

        bool isBare = value.UserInfo.Length == 0 && value.Query.Length == 0 && value.Fragment.Length == 0;
        return isBare ? null : "must have no user, password, query or fragment in its URL";
    }

    private static IPEndPoint? ParseEndPoint(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0
            || !ushort.TryParse(
                text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return null;
        }

        return ParseHost(text[..colon]) is { } address ? new IPEndPoint(address, port) : null;
    }

    private static IPAddress? ParseHost(string host)
    {
        if (host == "*")
        {
            return IPAddress.Any;
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        // The framework takes "1" and "0x7f.1" for addresses; nobody means them. IPv6 is written in brackets.
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        bool isIPv4 = host.Count(c => c == '.') == 3 && host.All(c => char.IsAsciiDigit(c) || c == '.');
        return (isBracketed || isIPv4) && IPAddress.TryParse(host, out IPAddress? address) ? address : null;
    }
}
