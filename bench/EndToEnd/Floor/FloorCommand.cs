using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.EndToEnd.Floor;

/// <summary>
/// What cannot be left out, each by itself, in CPU seconds per GB of log: <c>floor SHAPE PORT CAFILE DIR</c>. Prints
/// one line for each part. The lines are those that the product gets.
/// </summary>
internal static class FloorCommand
{
    /// <summary>A part is measured for at least 150 ms of CPU.</summary>
    private const double AtLeast = 0.15;

    /// <summary>Bytes read from a pipe or socket for one figure.</summary>
    private const long ReadBytes = 512_000_000;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        LineShape shape = LineShape.Parse(arguments[0]);
        byte[] corpus = LogLines.Make(shape);
        (IReadOnlyList<byte[]> bodies, long logBytes) = RequestBodies.Make(corpus, shape);
        Print("sha256", Cost.Of(logBytes, AtLeast, () => Hash(bodies)));
        Print("escape-bcl", Cost.Of(corpus.Length, AtLeast, () => EscapeWithFramework(corpus, shape.Length)));
        Print("escape-own", Cost.Of(corpus.Length, AtLeast, () => EscapeWithProduct(corpus, shape.Length)));
        using (SslStream server = Connect(int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2]))
        {
            Print("tls-post", Cost.Of(logBytes, 2 * AtLeast, () => Post(server, bodies)));
        }

        foreach (SourceKind source in (SourceKind[])[SourceKind.Fifo, SourceKind.UnixSocket])
        {
            string path = Path.Combine(arguments[3], $"floor.{source}");
            double cost = await ReadCost.OfAsync(source, path, shape, ReadBytes);
            Print($"read-{source.ToString().ToLowerInvariant()}", cost);
        }

        return 0;
    }

    private static void Print(string part, double secondsPerGigabyte) =>
        Console.WriteLine(FormattableString.Invariant($"{part} {secondsPerGigabyte:F4}"));

    private static void Hash(IReadOnlyList<byte[]> bodies)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (byte[] body in bodies)
        {
            _ = SHA256.HashData(body, hash);
        }
    }

    private static void EscapeWithFramework(byte[] corpus, int length)
    {
        Span<byte> escaped = new byte[BlockPool.UsualBlock];
        for (int at = 0; at < corpus.Length; at += length)
        {
            _ = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(
                corpus.AsSpan(at, length - 1), escaped, out _, out _);
        }
    }

    private static void EscapeWithProduct(byte[] corpus, int length)
    {
        Span<byte> escaped = new byte[BlockPool.UsualBlock];
        for (int at = 0; at < corpus.Length; at += length)
        {
            _ = JsonEscaper.Escape(corpus.AsSpan(at, length - 1), escaped);
        }
    }

    private static SslStream Connect(int port, string caFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        stream.AuthenticateAsClient(
            new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = policy });
        return stream;
    }

    /// <summary>Posts each body and waits for its answer, on one connection, without any client library.</summary>
    private static void Post(SslStream server, IReadOnlyList<byte[]> bodies)
    {
        Span<byte> answer = stackalloc byte[1024];
        foreach (byte[] body in bodies)
        {
            server.Write(Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: floor\r\nContent-Length: {body.Length}\r\n\r\n"));
            server.Write(body);
            int held = 0;
            while (!answer[..held].EndsWith("{}"u8))
            {
                int read = server.Read(answer[held..]);
                held += read > 0 ? read : throw new MeasurementException("The receiver closed the floor's connection.");
            }
        }
    }
}
