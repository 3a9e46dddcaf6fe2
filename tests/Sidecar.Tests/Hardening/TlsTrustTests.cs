using System.Security.Cryptography.X509Certificates;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Tests.CloudWatch;

namespace PhiLens.Sidecar.Tests.Hardening;

public sealed class TlsTrustTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"philens-test-{Guid.NewGuid():N}.pem");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Without_a_file_the_system_decides()
    {
        X509ChainPolicy policy = TlsTrust.Load(null).ChainPolicy();

        Assert.Equal(X509ChainTrustMode.System, policy.TrustMode);
        Assert.Equal(X509VerificationFlags.NoFlag, policy.VerificationFlags);
    }

    [Fact]
    public void A_file_adds_roots_and_takes_none_away()
    {
        using var authority = new TestAuthority();
        using var system = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        system.Open(OpenFlags.ReadOnly);

        X509ChainPolicy policy = TlsTrust.Load(authority.CaFile).ChainPolicy();

        Assert.Equal(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.Equal(X509VerificationFlags.NoFlag, policy.VerificationFlags);
        Assert.Equal(system.Certificates.Count + 1, policy.CustomTrustStore.Count);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("no certificate", "holds no PEM certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
    public void Says_what_is_wrong_with_a_file(string content, string expected)
    {
        File.WriteAllText(_file, content);

        Refused(_file, expected);
    }

    [Fact]
    public void Says_that_a_file_is_missing() => Refused("/no/such/file.pem", "there is no file /no/such/file.pem");

    [Fact]
    public void Says_that_a_directory_is_no_file() => Refused(Path.GetTempPath(), "cannot be read");

    private static void Refused(string file, string expected)
    {
        var error = Assert.Throws<TlsTrustException>(() => TlsTrust.Load(file));

        Assert.StartsWith("PHILENS_TLS__CAFILE: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
