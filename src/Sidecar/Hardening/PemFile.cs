using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhiLens.Sidecar.Hardening;

/// <summary>Reads the PEM files that settings name.</summary>
internal static class PemFile
{
    /// <summary>The certificates of a file, in its order; at least one.</summary>
    /// <param name="variable">The full name of the setting, for messages.</param>
    /// <param name="path">The file's path.</param>
    /// <exception cref="TlsTrustException">The file cannot be used; the message says why.</exception>
    public static X509Certificate2Collection ReadCertificates(string variable, string path)
    {
        string text = ReadText(variable, path);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new TlsTrustException($"{variable}: {path} has a certificate that cannot be read.", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new TlsTrustException($"{variable}: {path} holds no PEM certificate.");
    }

    /// <summary>The text of a file, which is not empty.</summary>
    /// <param name="variable">The full name of the setting, for messages.</param>
    /// <param name="path">The file's path.</param>
    /// <exception cref="TlsTrustException">The file cannot be used; the message says why.</exception>
    public static string ReadText(string variable, string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            return string.IsNullOrWhiteSpace(text)
                ? throw new TlsTrustException($"{variable}: {path} is empty.")
                : text;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TlsTrustException($"{variable}: there is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TlsTrustException($"{variable}: {path} cannot be read.", e);
        }
    }
}
