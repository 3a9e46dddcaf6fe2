using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace PhiLens.Bench.EndToEnd.Receiver;

/// <summary>
/// Stands in for CloudWatch Logs as cheaply as can be: <c>receiver CAFILE</c>. Prints <c>ready PORT</c>; for each line
/// on its standard input it prints what has arrived so far, and it ends with its standard input.
/// </summary>
internal static class ReceiverCommand
{
    internal static async Task<int> RunAsync(string caFile)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = CertificateAuthority.Make(caFile),
        };
        var count = new ArrivalCount();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine($"ready {((IPEndPoint)listener.LocalEndpoint).Port}");
        Task accepting = AcceptAsync(listener, options, count);
        while (await Console.In.ReadLineAsync() is not null)
        {
            Console.WriteLine(count.Line);
        }

        return accepting.IsFaulted ? 1 : 0;
    }

    private static async Task AcceptAsync(
        TcpListener listener, SslServerAuthenticationOptions options, ArrivalCount count)
    {
        while (true)
        {
            Socket socket = await listener.AcceptSocketAsync();
            _ = ServeAsync(socket, options, count);
        }
    }

    private static async Task ServeAsync(Socket socket, SslServerAuthenticationOptions options, ArrivalCount count)
    {
        socket.NoDelay = true;
        try
        {
            await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(options);
            await new Connection(stream, count).ServeAsync();
        }
        catch (IOException)
        {
            // The client has left without a word; whatever it owed is missing in the count.
        }
    }
}
