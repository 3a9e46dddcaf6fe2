using System.Globalization;
using System.Text;
using PhiLens.Sidecar.Forwarding;

namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>The kind of values that say which Forward receivers to connect to.</summary>
internal static class Receivers
{
    private const string Rule = "must be a list of unix:/path, tcp:host:port and tls:host:port";

    /// <summary>A list of receivers.</summary>
    public static ValueKind<IReadOnlyList<ForwardReceiver>> List { get; } = new("list", Read, TakesParts: true);

    private static string? Read(SettingText text, out IReadOnlyList<ForwardReceiver> value)
    {
        List<ForwardReceiver> receivers = [];
        value = receivers;
        if (Kinds.List.Parse(text, out IReadOnlyList<string> items) is { } rule)
        {
            return rule;
        }

        foreach (string item in items)
        {
            if (ReadOne(item) is not { } receiver)
            {
                return $"{Rule} (entry {receivers.Count + 1})";
            }

            receivers.Add(receiver);
        }

        bool isTwice = receivers.DistinctBy(r => (r.UnixPath, r.Host, r.Port)).Count() < receivers.Count;
        return isTwice ? "must not name the same receiver twice" : null;
    }

    private static ForwardReceiver? ReadOne(string item)
    {
        string kind = item[..(item.IndexOf(':') + 1)].ToLowerInvariant();
        string rest = item[kind.Length..];
        if (kind == "unix:")
        {
            bool isPath = rest.Length > 1
                && rest.StartsWith('/')
                && !rest.Any(char.IsControl)
                && Encoding.UTF8.GetByteCount(rest) <= Addresses.LongestUnixPath;
            return isPath ? new ForwardReceiver(item, rest, "", 0, IsTls: false) : null;
        }

        int colon = rest.LastIndexOf(':');
        if (kind is not ("tcp:" or "tls:")
            || colon <= 0
            || !ushort.TryParse(
                rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            || port == 0)
        {
            return null;
        }

        string host = rest[..colon];
        bool isHost = Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            || (host.StartsWith('[') && Uri.CheckHostName(host) == UriHostNameType.IPv6);
        return isHost ? new ForwardReceiver(item, null, host.Trim('[', ']'), port, kind == "tls:") : null;
    }
}
