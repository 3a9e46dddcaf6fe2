using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// The server's side of TLS 1.2 and 1.3 for Forward sources. Where roots of clients are given, a client must show a
/// certificate that one of them issued for client authentication; no callback could say yes to another.
/// </summary>
internal sealed class TlsServer : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _certificate;
    private readonly SslServerAuthenticationOptions _options;

    private TlsServer(X509Certificate2 certificate, X509Certificate2Collection chain, X509Certificate2Collection? roots)
    {
        _certificate = certificate;
        _options = new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            ClientCertificateRequired = roots is not null,
            CertificateChainPolicy = roots is null ? null : ClientPolicy(roots),
            AllowRenegotiation = false,
        };
    }

    /// <summary>Reads the files.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="now">The certificate must be valid at this time.</param>
    /// <exception cref="TlsTrustException">A file cannot be used; the message names its setting.</exception>
    public static TlsServer Load(TlsServerFiles files, DateTimeOffset now)
    {
        string certVariable = SourceSettings.ForwardCertFile.Variable;
        X509Certificate2Collection chain = PemFile.ReadCertificates(certVariable, files.CertFile);
        X509Certificate2Collection? roots = files.ClientCaFile is { } caFile
            ? PemFile.ReadCertificates(SourceSettings.ForwardClientCaFile.Variable, caFile)
            : null;
        if (chain[0].NotBefore > now.LocalDateTime || chain[0].NotAfter < now.LocalDateTime)
        {
            throw new TlsTrustException(
                $"{certVariable}: the certificate in {files.CertFile} is not valid today: "
                + $"only from {chain[0].NotBefore:yyyy-MM-dd} to {chain[0].NotAfter:yyyy-MM-dd}.");
        }

        return new TlsServer(WithKey(files, chain[0]), chain, roots);
    }

    /// <summary>Greets a client.</summary>
    /// <param name="connection">The connection; closed with the stream, or when the greeting fails.</param>
    /// <param name="cancellationToken">Ends the wait for the client.</param>
    /// <returns>The stream to go on with.</returns>
    /// <exception cref="AuthenticationException">The client speaks no TLS, or shows no trusted certificate.</exception>
    /// <exception cref="IOException">The client went away.</exception>
    public async Task<SslStream> GreetAsync(Stream connection, CancellationToken cancellationToken)
    {
        var secure = new SslStream(connection);
        try
        {
            await secure.AuthenticateAsServerAsync(_options, cancellationToken);
            return secure;
        }
        catch
        {
            secure.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 WithKey(TlsServerFiles files, X509Certificate2 certificate)
    {
        string variable = SourceSettings.ForwardKeyFile.Variable;
        string key = PemFile.ReadText(variable, files.KeyFile);
        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new TlsTrustException(
                $"{variable}: {files.KeyFile} does not hold the key of the certificate in {files.CertFile}, "
                + "as PEM that is not encrypted.",
                e);
        }
    }

    private static X509ChainPolicy ClientPolicy(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
