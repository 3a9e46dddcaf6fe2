using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Hosting;

/// <summary>
/// The server's own certificate authority. It lives in two files of the data folder, so that clients which trust
/// <c>ca.pem</c> still do after a restart; the leaf certificate is made anew each time.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string CertificateFile = "ca.pem";
    private const string KeyFile = "ca.key";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int SerialBytes = 16;

    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan Backdated = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>Reads the authority in a folder, or makes one there.</summary>
    public static CertificateAuthority Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var certificatePath = Path.Combine(folder, CertificateFile);
        var keyPath = Path.Combine(folder, KeyFile);
        if (File.Exists(certificatePath) && File.Exists(keyPath))
        {
            var known = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
            if (known.NotAfter > DateTime.Now + LeafLife)
            {
                return new CertificateAuthority(known);
            }

            known.Dispose();
        }

        return Create(certificatePath, keyPath);
    }

    /// <summary>A certificate for this machine, the Compose service name and the further names.</summary>
    public X509Certificate2 IssueLeaf(IEnumerable<string> furtherHosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localaws", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        request.CertificateExtensions.Add(Names(furtherHosts));
        var now = DateTimeOffset.UtcNow;
        using var leaf = request.Create(
            _certificate, now - Backdated, now + LeafLife - Backdated, RandomNumberGenerator.GetBytes(SerialBytes));
        return leaf.CopyWithPrivateKey(key);
    }

    public void Dispose() => _certificate.Dispose();

    private static X509Extension Names(IEnumerable<string> furtherHosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("localaws");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        foreach (var host in furtherHosts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }

    private static CertificateAuthority Create(string certificatePath, string keyPath)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=LocalAws development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = DateTimeOffset.UtcNow;
        var certificate = request.CreateSelfSigned(now - Backdated, now + AuthorityLife);
        DataFile.Write(keyPath, key.ExportPkcs8PrivateKeyPem(), DataFile.Secret);
        DataFile.Write(certificatePath, certificate.ExportCertificatePem() + "\n", DataFile.Public);
        return new CertificateAuthority(certificate);
    }
}
