using System.Security.Cryptography;
using System.Text;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Signing;

namespace PhiLens.LocalAws.Tests.Signing;

/// <summary>
/// The signatures in these tests were made with botocore, a signer that shares nothing with this one.
/// </summary>
public sealed class SignatureVerifierTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Signature = "44c9ddc28ac5bc4e96ba47cf546b70916fbe5388ac2cde6f1558172a2b2e37ec";
    private const string SignatureWithToken = "68904b7b720543e5c6c45f01cdf58175a765f02312eefb0132c25d5c7edfbeb9";
    private const string SignatureWithQuery = "71b4ca40c9c8449758d65d06aabe96f6d2f2d5176e3f8dbb2a9012faa5d947be";
    private const string SignedHeaders = "content-type;host;x-amz-date;x-amz-spaces;x-amz-target";

    private static readonly DateTimeOffset SignedAt = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly SignatureVerifier _verifier = new(
        new Dictionary<string, string> { ["AKIDEXAMPLE"] = Secret });

    private readonly Dictionary<string, string> _headers = new()
    {
        ["host"] = "logs.eu-west-1.amazonaws.com",
        ["content-type"] = "application/x-amz-json-1.1",
        ["x-amz-date"] = "20260304T050607Z",
        ["x-amz-spaces"] = " a   b  c ",
        ["x-amz-target"] = "Logs_20140328.CreateLogStream",
        ["user-agent"] = "unsigned",
    };

    private string _path = "/";
    private string _query = "";
    private string _body = """{"logGroupName":"a","logStreamName":"b"}""";

    [Fact]
    public void Takes_a_correct_signature_and_tells_its_region()
    {
        Authorize(Signature);

        Assert.Equal("eu-west-1", Verify().Region);
    }

    [Fact]
    public void Takes_a_signed_session_token()
    {
        _headers["x-amz-security-token"] = "session/token==";
        Authorize(SignatureWithToken, "content-type;host;x-amz-date;x-amz-security-token;x-amz-spaces;x-amz-target");

        Assert.Equal("eu-west-1", Verify().Region);
    }

    [Fact]
    public void Encodes_the_path_twice_and_sorts_the_query()
    {
        (_path, _query) = ("/a%20b/c", "z=1&a=%20x&a=b&empty");
        Authorize(SignatureWithQuery);

        Assert.Equal("eu-west-1", Verify().Region);
    }

    [Fact]
    public void Takes_the_bodys_own_hash_and_refuses_another()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_body)));
        const string Signed = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-spaces;x-amz-target";
        _headers["x-amz-content-sha256"] = hash;
        var canonical = CanonicalRequest.Build(Request(), Signed.Split(';'), hash);
        var scope = new CredentialScope("20260304", "eu-west-1", "logs", "aws4_request");
        Authorize(SigningKey.Sign(Secret, scope, "20260304T050607Z", canonical), Signed);
        Assert.Equal("eu-west-1", Verify().Region);

        _body += " ";
        Refuses("InvalidSignatureException");
    }

    [Fact]
    public void Refuses_a_changed_body()
    {
        Authorize(Signature);
        _body = _body.Replace('a', 'c');
        Refuses("InvalidSignatureException");
    }

    [Theory]
    [InlineData("x-amz-target", "Logs_20140328.DeleteLogStream")]
    [InlineData("host", "elsewhere.example")]
    [InlineData("content-type", "text/plain")]
    public void Refuses_a_changed_signed_header(string name, string value)
    {
        Authorize(Signature);
        _headers[name] = value;
        Refuses("InvalidSignatureException");
    }

    [Theory]
    [InlineData("x-amz-security-token")]
    [InlineData("x-amz-anything")]
    public void Refuses_a_service_header_that_is_not_signed(string name)
    {
        Authorize(Signature);
        _headers[name] = "x";
        Refuses("InvalidSignatureException");
    }

    [Fact]
    public void Refuses_a_signed_header_that_is_not_there()
    {
        Authorize(Signature);
        _headers.Remove("x-amz-spaces");
        Refuses("InvalidSignatureException");
    }

    [Fact]
    public void Refuses_a_request_without_signature() => Refuses("MissingAuthenticationTokenException");

    [Theory]
    [InlineData("Bearer x")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/eu-west-1/logs/aws4_request")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/logs, SignedHeaders=host, Signature=0")]
    [InlineData("AWS4-HMAC-SHA256 nonsense")]
    public void Calls_a_malformed_header_incomplete(string authorization)
    {
        _headers["authorization"] = authorization;
        Refuses("IncompleteSignatureException");
    }

    [Fact]
    public void Refuses_an_unknown_key()
    {
        Authorize(Signature);
        _headers["authorization"] = _headers["authorization"].Replace("AKIDEXAMPLE", "AKIDOTHER");
        Refuses("UnrecognizedClientException");
    }

    [Theory]
    [InlineData("/logs/", "/kms/")]
    [InlineData("/aws4_request", "/aws3_request")]
    [InlineData("20260304/", "20260305/")]
    [InlineData("SignedHeaders=content-type;host", "SignedHeaders=host;content-type")]
    [InlineData("SignedHeaders=content-type;host", "SignedHeaders=content-type")]
    public void Refuses_a_wrong_scope_or_wrong_signed_headers(string right, string wrong)
    {
        Authorize(Signature);
        _headers["authorization"] = _headers["authorization"].Replace(right, wrong);
        Refuses("InvalidSignatureException");
    }

    [Fact]
    public void Takes_a_clock_that_is_exactly_five_minutes_off()
    {
        Authorize(Signature);

        Assert.NotNull(_verifier.Verify(Request(), "logs", SignedAt + SignatureVerifier.AllowedSkew));
        Assert.NotNull(_verifier.Verify(Request(), "logs", SignedAt - SignatureVerifier.AllowedSkew));
    }

    [Theory]
    [InlineData(301, "Signature expired: 20260304T050607Z is now earlier than 20260304T050608Z")]
    [InlineData(-301, "Signature not yet current: 20260304T050607Z is still later than 20260304T050606Z")]
    public void Refuses_a_clock_that_is_more_than_five_minutes_off(int seconds, string message)
    {
        Authorize(Signature);

        var refusal = Assert.Throws<ServiceException>(
            () => _verifier.Verify(Request(), "logs", SignedAt + TimeSpan.FromSeconds(seconds)));

        Assert.Equal("InvalidSignatureException", refusal.Type);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    private void Authorize(string signature, string signedHeaders = SignedHeaders) => _headers["authorization"] =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/eu-west-1/logs/aws4_request, "
        + $"SignedHeaders={signedHeaders}, Signature={signature}";

    private SignedRequest Request() => new("POST", _path, _query, _headers, Encoding.UTF8.GetBytes(_body));

    private CredentialScope Verify() => _verifier.Verify(Request(), "logs", SignedAt);

    private void Refuses(string type) => Assert.Equal(type, Assert.Throws<ServiceException>(Verify).Type);
}
