using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Signing;

/// <summary>
/// Checks Signature Version 4 with nothing taken from an AWS library, so that a mistake in a client is not shared here.
/// Signatures in the query string (presigned URLs) are not handled: no client of ours sends them.
/// </summary>
internal sealed class SignatureVerifier(IReadOnlyDictionary<string, string> secrets)
{
    public static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    private const string Terminator = "aws4_request";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>
    /// Returns the scope of a request that is correctly signed for the service, and throws the service's refusal for
    /// any other.
    /// </summary>
    public CredentialScope Verify(SignedRequest request, string service, DateTimeOffset now)
    {
        var authorization = AuthorizationHeader.Parse(request.Header("authorization"));
        var amzDate = request.Header("x-amz-date") ?? throw new ServiceException(
            "IncompleteSignatureException", "Authorization header requires existence of a 'X-Amz-Date' header.");
        CheckSignedHeaders(request, authorization.SignedHeaders);
        CheckScope(authorization.Scope, service, amzDate);
        if (!secrets.TryGetValue(authorization.AccessKeyId, out var secret))
        {
            throw new ServiceException(
                "UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        CheckClock(amzDate, now);
        var payloadHash = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        if (request.Header("x-amz-content-sha256") is { } claimed && claimed != payloadHash)
        {
            throw Invalid("The value of X-Amz-Content-Sha256 is not the SHA-256 of the request body.");
        }

        var canonical = CanonicalRequest.Build(request, authorization.SignedHeaders, payloadHash);
        var expected = SigningKey.Sign(secret, authorization.Scope, amzDate, canonical);
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(authorization.Signature)))
        {
            throw Invalid(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                + "Access Key and signing method. Consult the service documentation for details.");
        }

        return authorization.Scope;
    }

    private static void CheckSignedHeaders(SignedRequest request, IReadOnlyList<string> signed)
    {
        for (var place = 1; place < signed.Count; place++)
        {
            if (string.CompareOrdinal(signed[place - 1], signed[place]) >= 0)
            {
                throw Invalid("SignedHeaders must be lower case, sorted and without repetition.");
            }
        }

        foreach (var name in request.Headers.Keys)
        {
            var mustBeSigned = name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal);
            if (mustBeSigned && !signed.Contains(name))
            {
                throw Invalid($"'{name}' must be a 'SignedHeader' in the AWS Authorization header.");
            }
        }

        foreach (var name in signed)
        {
            if (request.Header(name) is null)
            {
                throw Invalid($"The signed header '{name}' is not in the request.");
            }
        }
    }

    private static void CheckScope(CredentialScope scope, string service, string amzDate)
    {
        if (scope.Service != service)
        {
            throw Invalid($"Credential should be scoped to correct service: '{service}'.");
        }

        if (scope.Terminator != Terminator)
        {
            throw Invalid($"Credential should be scoped with a valid terminator: '{Terminator}'.");
        }

        if (scope.Region.Length == 0)
        {
            throw Invalid("Credential should be scoped to a valid region.");
        }

        if (!amzDate.StartsWith(scope.Date, StringComparison.Ordinal) || scope.Date.Length != "yyyyMMdd".Length)
        {
            throw Invalid(
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{scope.Date}' != '{amzDate}'.");
        }
    }

    private static void CheckClock(string amzDate, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(amzDate, DateFormat, CultureInfo.InvariantCulture, Utc, out var signedAt))
        {
            throw new ServiceException(
                "IncompleteSignatureException", "Date must be in ISO-8601 'basic format': YYYYMMDDTHHMMSSZ.");
        }

        if (signedAt < now - AllowedSkew)
        {
            throw Invalid(
                $"Signature expired: {amzDate} is now earlier than {Text(now - AllowedSkew)} ({Text(now)} - 5 min.)");
        }

        if (signedAt > now + AllowedSkew)
        {
            throw Invalid(
                $"Signature not yet current: {amzDate} is still later than {Text(now + AllowedSkew)} "
                + $"({Text(now)} + 5 min.)");
        }
    }

    private static string Text(DateTimeOffset time) => time.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static ServiceException Invalid(string message) => new("InvalidSignatureException", message);
}
