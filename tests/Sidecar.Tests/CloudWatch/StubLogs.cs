using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>
/// The least of a CloudWatch Logs: a TLS server on loopback that reads requests and does with each what the test
/// says. Written on bare sockets, so that nothing between the wire and the test is clever.
/// </summary>
internal sealed class StubLogs : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly SslServerAuthenticationOptions _tls;
    private readonly Task _accepting;

    public StubLogs(
        X509Certificate2 certificate,
        Func<StubRequest, StubAnswer> answer,
        SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13)
    {
        _answer = answer;
        _tls = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            EnabledSslProtocols = protocols,
        };
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    public int Connections => _connections.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(_tls, _stop.Token);
                while (await ReadAsync(stream) is { } request && await AnswerAsync(stream, request))
                {
                    // The next request of the same connection.
                }
            }
            catch (Exception e) when (
                e is IOException or AuthenticationException or OperationCanceledException or SocketException)
            {
                // The client went away or did not like the certificate: the test looks at the client.
            }
        }
    }

    private async Task<StubRequest?> ReadAsync(SslStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        Dictionary<string, string> headers = head.ToString().Split("\r\n").Skip(1)
            .Where(line => line.Length > 0)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers["Content-Length"])];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var request = new StubRequest(headers, body);
        Requests.Enqueue(request);
        return request;
    }

    private async Task<bool> AnswerAsync(SslStream stream, StubRequest request)
    {
        StubAnswer answer = _answer(request);
        if (answer.Hangup)
        {
            return false;
        }

        if (answer.Silent)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        int length = Encoding.UTF8.GetByteCount(answer.Body) + (answer.Cut ? 100 : 0);
        string head = $"HTTP/1.1 {answer.Status} X\r\nContent-Length: {length}\r\n"
            + $"Content-Type: application/x-amz-json-1.1\r\nx-amzn-RequestId: id-1\r\n{answer.ExtraHeaders}\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + answer.Body), _stop.Token);
        return !answer.Cut;
    }
}
