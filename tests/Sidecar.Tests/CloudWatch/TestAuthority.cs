using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>A certificate authority that lives for one test, and the file that names it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=PhiLens test root", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        CaFile = Path.Combine(Path.GetTempPath(), $"philens-test-{Guid.NewGuid():N}.pem");
        File.WriteAllText(CaFile, _root.ExportCertificatePem());
    }

    public string CaFile { get; }

    /// <summary>A server's certificate for 127.0.0.1, or for whatever else a test wants to be wrong.</summary>
    public X509Certificate2 Issue(string name = "127.0.0.1", string purpose = "1.3.6.1.5.5.7.3.1", int days = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (System.Net.IPAddress.TryParse(name, out System.Net.IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], true));
        DateTimeOffset end = days > 0 ? _root.NotAfter : DateTimeOffset.UtcNow.AddHours(-1);
        using X509Certificate2 signed = request.Create(
            _root, new DateTimeOffset(_root.NotBefore), end, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        File.Delete(CaFile);
        _root.Dispose();
        _key.Dispose();
    }
}
