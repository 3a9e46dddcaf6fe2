using System.Net;
using System.Net.Sockets;
using PhiLens.Sidecar.Sources;
using PhiLens.Sidecar.Sources.Sockets;
using PhiLens.Sidecar.Tests.Forwarding;

namespace PhiLens.Sidecar.Tests.Sources;

public sealed class ProbeSourceTests : IDisposable
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _over = new();
    private readonly IPEndPoint _address = new(IPAddress.Loopback, ReceivingEnd.FreePort());
    private readonly ProbeSource _probe;

    public ProbeSourceTests()
    {
        _probe = new ProbeSource(_address, "fluent-bit.conf:12 [INPUT]");
        _probe.Open();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _probe.Dispose();
        _draining.Dispose();
        _over.Dispose();
    }

    [Fact]
    public async Task It_reads_what_comes_and_closes_when_the_client_has_said_all()
    {
        Task<SourceEnd> running = Run();
        using TcpClient client = new();
        await client.ConnectAsync(_address, Cancellation);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(new byte[10_000], Cancellation);
        client.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await stream.ReadAsync(new byte[1], Cancellation));
        await _draining.CancelAsync();
        Assert.Equal(SourceEnd.Complete, await running);
    }

    [Fact]
    public async Task It_ends_with_the_stop_also_while_a_client_stays()
    {
        Task<SourceEnd> running = Run();
        using TcpClient client = new();
        await client.ConnectAsync(_address, Cancellation);
        await client.GetStream().WriteAsync(new byte[1], Cancellation);

        await _draining.CancelAsync();

        Assert.Equal(SourceEnd.Complete, await running.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public void An_address_in_use_is_refused_by_its_place_in_the_file()
    {
        using ProbeSource second = new(_address, "fluent-bit.conf:12 [INPUT]");

        SourceException refused = Assert.Throws<SourceException>(second.Open);

        Assert.StartsWith("fluent-bit.conf:12 [INPUT]: cannot listen on", refused.Message, StringComparison.Ordinal);
    }

    // No lane is ever asked for: what comes in counts nowhere.
    private Task<SourceEnd> Run() => _probe.RunAsync(null!, new StopSignals(_draining.Token, _over.Token));
}
