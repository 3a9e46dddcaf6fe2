using System.Diagnostics.CodeAnalysis;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Routing;
using PhiLens.Sidecar.Sources.Forward;
using PhiLens.Sidecar.Sources.Posix;
using PhiLens.Sidecar.Sources.Sockets;

namespace PhiLens.Sidecar.Sources;

/// <summary>Makes the sources that the settings ask for.</summary>
/// <param name="hostName">The machine's host name, for sources without a path.</param>
/// <param name="poller">For pipes and sockets.</param>
/// <param name="memoryLimit">The bytes of log data held at once; bounds the connections.</param>
/// <param name="sockets">How many sockets share that bound.</param>
/// <param name="events">Hears what happens to sources.</param>
internal sealed class SourceFactory(string hostName, Poller poller, long memoryLimit, int sockets, ISourceEvents events)
    : IDisposable
{
    /// <summary>Only the sidecar's own user and group may connect: what they send is believed.</summary>
    private const UnixFileMode ForwardSocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>A socket serves no more connections at once, however much memory there is.</summary>
    private const int MostConnections = 1024;

    /// <summary>However many sockets there are, each serves so many.</summary>
    private const int LeastConnections = 32;

    /// <summary>
    /// The first buffers of all connections, 4 KiB each, take at most an eighth of the memory. What else the process
    /// holds for a connection is four times that.
    /// </summary>
    private const int BufferShare = 8;

    /// <summary>Any user may connect and write lines.</summary>
    private const UnixFileMode LineSocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly int _connections =
        (int)Math.Clamp(
            memoryLimit / BufferShare / BlockPool.SmallBlock / Math.Max(1, sockets), LeastConnections, MostConnections);

    /// <summary>One certificate serves all addresses.</summary>
    private TlsServer? _tls;

    /// <inheritdoc/>
    public void Dispose() => _tls?.Dispose();

    /// <summary>The sources that the agent's file asks for, closed. What the settings say holds for them too.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">The settings.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "A tagged source disposes of the one within.")]
    internal IEnumerable<ISource> Create(FireLensOptions file, SourceOptions options)
    {
        foreach (ForwardInput input in file.Inputs)
        {
            SourceOptions over = options with
            {
                ForwardSharedKey = options.ForwardSharedKey ?? input.SharedKey?.Reveal(),
                UnixMode = options.UnixMode ?? input.UnixMode,
            };
            yield return new TaggedSource(Forward(input.Address, over), new TagRule(input.Tag, input.TagPrefix));
        }

        if (file.Plan.Probe is { } probe)
        {
            yield return new ProbeSource(probe.Listen, $"{probe.Place} [INPUT]");
        }
    }

    /// <summary>The sources, closed.</summary>
    /// <param name="options">What to read.</param>
    internal IReadOnlyList<ISource> Create(SourceOptions options)
    {
        List<ISource> sources = [];
        if (options.Stdin)
        {
            sources.Add(new StdinSource(hostName, poller));
        }

        sources.AddRange(options.Fifo.Select(path => new FifoSource(path, poller)));
        sources.AddRange(options.Lines.Select(address => Lines(address, options.UnixMode ?? LineSocketMode)));
        sources.AddRange(options.Forward.Select(address => Forward(address, options)));
        return sources;
    }

    private ForwardSource Forward(ListenAddress address, SourceOptions options) => new(
        address,
        options.UnixMode ?? ForwardSocketMode,
        Admission(address, options),
        _connections,
        poller,
        events);

    /// <summary>Who may open a Unix socket is said by its mode: it asks for no shared key.</summary>
    private ForwardAdmission Admission(ListenAddress address, SourceOptions options) => new(
        address.UnixPath is null ? options.ForwardSharedKey : null,
        address.IsTls ? _tls ??= TlsServer.Load(options.ForwardTls!, DateTimeOffset.UtcNow) : null,
        hostName);

    private LineSocketSource Lines(ListenAddress address, UnixFileMode mode)
    {
        Origin origin = address.UnixPath is { } path ? Origin.FromPath(path) : Origin.FromHost(hostName);
        return new LineSocketSource(address, mode, _connections, origin, poller, events);
    }
}
