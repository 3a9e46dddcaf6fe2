using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>A root, a certificate of a server at 127.0.0.1 and one of a client, as PEM files in a folder.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("philens-test-");
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _client;

    internal TestCertificates()
    {
        var request = new CertificateRequest("CN=PhiLens test root", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Root = Write("root.pem", _root.ExportCertificatePem());
        using X509Certificate2 server = Issue("1.3.6.1.5.5.7.3.1");
        ServerCertificate = Write("server.pem", server.ExportCertificatePem());
        ServerKey = Write("server.key", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _client = Issue("1.3.6.1.5.5.7.3.2");
        ClientCertificate = Write("client.pem", _client.ExportCertificatePem());
        ClientKey = Write("client.key", _client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    internal string Root { get; }

    internal string ServerCertificate { get; }

    internal string ServerKey { get; }

    internal string ClientCertificate { get; }

    internal string ClientKey { get; }

    /// <summary>How a client on TLS 1.2 that trusts the root greets the server.</summary>
    internal SslClientAuthenticationOptions ClientOptions(bool showsCertificate)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        policy.CustomTrustStore.Add(_root);
        return new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            EnabledSslProtocols = SslProtocols.Tls12,
            CertificateChainPolicy = policy,
            ClientCertificateContext = showsCertificate
                ? SslStreamCertificateContext.Create(_client, null, offline: true)
                : null,
        };
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _client.Dispose();
        _root.Dispose();
        _rootKey.Dispose();
    }

    private X509Certificate2 Issue(string purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], true));
        using X509Certificate2 signed = request.Create(
            _root, new DateTimeOffset(_root.NotBefore), _root.NotAfter, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
