using System.IO.Pipes;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Tests.CloudWatch;

namespace PhiLens.Sidecar.Tests.Hardening;

public sealed class TlsServerTests : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("philens-test-");
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_that_trusts_the_root_is_greeted(SslProtocols version)
    {
        using TlsServer server = Load(clientCa: null);

        Assert.True(await GreetAsync(server, ClientOptions(version)));
    }

    [Fact]
    public async Task TLS_1_1_is_refused()
    {
        using TlsServer server = Load(clientCa: null);

#pragma warning disable SYSLIB0039, CA5397 // The old version is what this test is about.
        Assert.False(await GreetAsync(server, ClientOptions(SslProtocols.Tls11)));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public async Task Clear_text_is_refused()
    {
        using TlsServer server = Load(clientCa: null);
        using var text = new MemoryStream("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        await Assert.ThrowsAsync<AuthenticationException>(
            () => server.GreetAsync(text, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true, ClientPurpose, 1, true)]
    [InlineData(true, ServerPurpose, 1, false)]
    [InlineData(true, ClientPurpose, 0, false)]
    [InlineData(false, ClientPurpose, 1, false)]
    public async Task A_client_must_show_a_certificate_that_its_root_issued_for_clients(
        bool isOurs, string purpose, int days, bool isLetIn)
    {
        using TlsServer server = Load(_authority.CaFile);
        using X509Certificate2 shown = (isOurs ? _authority : _stranger).Issue("client.test", purpose, days);
        SslClientAuthenticationOptions client = ClientOptions(SslProtocols.Tls12);
        client.ClientCertificateContext = SslStreamCertificateContext.Create(shown, null, offline: true);

        Assert.Equal(isLetIn, await GreetAsync(server, client));
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_refused_where_one_is_asked_for()
    {
        using TlsServer server = Load(_authority.CaFile);

        Assert.False(await GreetAsync(server, ClientOptions(SslProtocols.Tls12)));
    }

    [Fact]
    public void Says_which_file_cannot_be_used()
    {
        TlsServerFiles good = Files(_authority);
        TlsServerFiles other = Files(_stranger);
        string empty = Write("empty.pem", "");

        Refused(good with { CertFile = "/none.pem" }, "PHILENS_SOURCES__FORWARDCERTFILE: there is no file");
        Refused(good with { CertFile = empty }, "PHILENS_SOURCES__FORWARDCERTFILE: ");
        Refused(good with { CertFile = good.KeyFile }, "PHILENS_SOURCES__FORWARDCERTFILE: ");
        Refused(good with { KeyFile = "/none.pem" }, "PHILENS_SOURCES__FORWARDKEYFILE: there is no file");
        Refused(good with { KeyFile = good.CertFile }, "PHILENS_SOURCES__FORWARDKEYFILE: ");
        Refused(good with { KeyFile = other.KeyFile }, "PHILENS_SOURCES__FORWARDKEYFILE: ");
        Refused(good with { ClientCaFile = empty }, "PHILENS_SOURCES__FORWARDCLIENTCAFILE: ");
        Refused(Files(_authority, days: 0), "PHILENS_SOURCES__FORWARDCERTFILE: the certificate in");
    }

    [Fact]
    public void An_encrypted_key_is_refused()
    {
        using X509Certificate2 certificate = _authority.Issue();
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        var strength = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        string file = Write("locked.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", strength));

        Refused(Files(_authority) with { KeyFile = file }, "PHILENS_SOURCES__FORWARDKEYFILE: ");
    }

    private static void Refused(TlsServerFiles files, string expected)
    {
        var error = Assert.Throws<TlsTrustException>(() => TlsServer.Load(files, DateTimeOffset.UtcNow));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    private TlsServer Load(string? clientCa) =>
        TlsServer.Load(Files(_authority) with { ClientCaFile = clientCa }, DateTimeOffset.UtcNow);

    private TlsServerFiles Files(TestAuthority authority, int days = 1)
    {
        using X509Certificate2 certificate = authority.Issue(days: days);
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        string name = Guid.NewGuid().ToString("N");
        return new TlsServerFiles(
            Write($"{name}.pem", certificate.ExportCertificatePem()),
            Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            ClientCaFile: null);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private SslClientAuthenticationOptions ClientOptions(SslProtocols version) => new()
    {
        TargetHost = "127.0.0.1",
        EnabledSslProtocols = version,
        CertificateChainPolicy = TlsTrust.Load(_authority.CaFile).ChainPolicy(),
    };

    /// <summary>Whether both sides are content, and a byte comes through.</summary>
    private static async Task<bool> GreetAsync(TlsServer server, SslClientAuthenticationOptions options)
    {
        string pipe = $"philens-test-{Guid.NewGuid():N}";
        await using var serverEnd = new NamedPipeServerStream(
            pipe, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        await using var clientEnd = new NamedPipeClientStream(".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous);
        await Task.WhenAll(serverEnd.WaitForConnectionAsync(), clientEnd.ConnectAsync());
        await using var client = new SslStream(clientEnd);
        Task<SslStream> greeted = server.GreetAsync(serverEnd, TestContext.Current.CancellationToken);
        Task asked = AskAsync(client, clientEnd, options);
        try
        {
            await using SslStream secure = await greeted;
            await asked;
            return secure.ReadByte() == 7;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            await serverEnd.DisposeAsync();
            await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private static async Task AskAsync(SslStream client, Stream inner, SslClientAuthenticationOptions options)
    {
        try
        {
            await client.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
            client.WriteByte(7);
        }
        catch (Exception)
        {
            await inner.DisposeAsync();
            throw;
        }
    }
}
