using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace PhiLens.Sidecar.Tests.Forwarding;

/// <summary>Stands before a receiver: speaks TLS for it, or loses the first of its answers.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _answersToLose;

    /// <summary>Begins to listen.</summary>
    /// <param name="target">The receiver's port.</param>
    /// <param name="certificate">Speaks TLS with it; null for plain TCP.</param>
    /// <param name="answersToLose">How many answers are lost; with each the connection is closed.</param>
    internal Relay(int target, X509Certificate2? certificate = null, int answersToLose = 0)
    {
        _answersToLose = answersToLose;
        _listener.Start();
        _running = AcceptAsync(target, certificate);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal int Lost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync(int target, X509Certificate2? certificate)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), target, certificate));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client, int target, X509Certificate2? certificate)
    {
        using (client)
        using (var receiver = new TcpClient())
        {
            try
            {
                await receiver.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                Stream inside = receiver.GetStream();
                Stream outside = client.GetStream();
                if (certificate is not null)
                {
                    var secure = new SslStream(outside);
                    await secure.AuthenticateAsServerAsync(certificate);
                    outside = secure;
                }

                await Task.WhenAny(
                    CopyAsync(outside, inside, mayLose: false), CopyAsync(inside, outside, mayLose: true));
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException
                or System.Security.Authentication.AuthenticationException)
            {
                // One of the two has closed, or the client does not trust this end.
            }
        }
    }

    private async Task CopyAsync(Stream from, Stream to, bool mayLose)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int count = await from.ReadAsync(buffer, _stop.Token);
            if (count == 0 || (mayLose && Interlocked.Decrement(ref _answersToLose) >= 0))
            {
                Lost += count > 0 ? 1 : 0;
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
