using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// Which certificates are trusted: those of the system, and the roots of <c>TLS__CAFILE</c> beside them. It only ever
/// adds roots. There is no callback that could say yes, and name, date and purpose are always checked.
/// </summary>
internal sealed class TlsTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The system's roots and the added ones; null when none were added.</summary>
    private readonly X509Certificate2Collection? _roots;

    private TlsTrust(X509Certificate2Collection? roots) => _roots = roots;

    /// <summary>Reads the roots.</summary>
    /// <param name="caFile">The path of a PEM file with certificates, or null for the system's only.</param>
    /// <exception cref="TlsTrustException">The file cannot be used; the message says why.</exception>
    public static TlsTrust Load(string? caFile)
    {
        if (caFile is null)
        {
            return new TlsTrust(roots: null);
        }

        X509Certificate2Collection roots = PemFile.ReadCertificates("PHILENS_TLS__CAFILE", caFile);
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            roots.AddRange(store.Certificates);
        }
        catch (CryptographicException)
        {
            // The system has no store of roots: a minimal image. The added ones then stand alone.
        }

        return new TlsTrust(roots);
    }

    /// <summary>A new policy by which a server's certificate is checked.</summary>
    public X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = _roots is null ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (_roots is not null)
        {
            policy.CustomTrustStore.AddRange(_roots);
        }

        return policy;
    }
}
