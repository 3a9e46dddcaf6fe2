using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhiLens.Bench.EndToEnd.Receiver;

/// <summary>A CA of this run alone, and a certificate of its for the loopback address.</summary>
internal static class CertificateAuthority
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    /// <summary>Makes both and writes the CA's certificate for the clients to trust.</summary>
    /// <param name="caFile">Where the CA's certificate goes, as PEM.</param>
    internal static SslStreamCertificateContext Make(string caFile)
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddMinutes(-5);
        DateTimeOffset to = from + Life;
        using ECDsa caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ca = new CertificateRequest("CN=PhiLens bench CA", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        ca.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        ca.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(ca.PublicKey, false));
        using X509Certificate2 root = ca.CreateSelfSigned(from, to);
        File.WriteAllText(caFile, root.ExportCertificatePem());

        // RSA 2048 as CloudWatch Logs itself shows: the handshake costs the same.
        using RSA key = RSA.Create(2048);
        var server = new CertificateRequest(
            "CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        server.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        using X509Certificate2 signed = server.Create(
            root.SubjectName, X509SignatureGenerator.CreateForECDsa(caKey), from, to, serial);
        return SslStreamCertificateContext.Create(signed.CopyWithPrivateKey(key), [], offline: true);
    }
}
