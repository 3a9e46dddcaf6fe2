using PhiLens.Pipeline.Tests.Redaction.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Detectors;

public sealed class SecretTests : IDisposable
{
    /// <summary>Made up; of the form of a JSON Web Token.</summary>
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLW1hZGUtdXA";

    private readonly TextBench _bench = new();

    [Theory]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "secret:AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ASIAIOSFODNN7EXAMPLE", "secret:ASIAIOSFODNN7EXAMPLE")]
    [InlineData("got " + Jwt + " back", "secret:" + Jwt)]
    [InlineData("Bearer abcdef0123456789", "secret:abcdef0123456789")]
    [InlineData("basic dXNlcjpwYXNz", "secret:dXNlcjpwYXNz")]
    [InlineData("passwd=hunter2 next", "secret:hunter2")]
    [InlineData("pwd: \"two words\"", "secret:two words")]
    [InlineData("Server=db;User=sa;Pwd=Abc123;Encrypt=true", "secret:Abc123")]
    [InlineData("client_secret=abc", "secret:abc")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "secret:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("access_token=0123456789abcdef0123", "secret:0123456789abcdef0123")]
    [InlineData("use ghp_0123456789abcdefABCDEF0123456789abcd", "secret:ghp_0123456789abcdefABCDEF0123456789abcd")]
    [InlineData("a -----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY----- b",
        "secret:-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\nMIIB", "secret:-----BEGIN PRIVATE KEY-----\\nMIIB")]
    public void Finds_secrets(string text, string expected) => Assert.Contains(expected, _bench.Found(text));

    [Theory]
    [InlineData("AKIA is a prefix")]
    [InlineData("XAKIAIOSFODNN7EXAMPLE")]
    [InlineData("password authentication failed for user")]
    [InlineData("pwd: required")]
    [InlineData("passwd=null")]
    [InlineData("Unexpected token: end")]
    [InlineData("basic authentication is on")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9")]
    public void Leaves_what_opens_nothing(string text) => Assert.Empty(_bench.Found(text));

    public void Dispose() => _bench.Dispose();
}
