using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Signing;

/// <summary>
/// The parsed header <c>Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>.
/// </summary>
internal sealed record AuthorizationHeader(
    string AccessKeyId,
    CredentialScope Scope,
    IReadOnlyList<string> SignedHeaders,
    string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const int ScopeParts = 5;

    public static AuthorizationHeader Parse(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ServiceException("MissingAuthenticationTokenException", "Missing Authentication Token");
        }

        if (!value.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw Incomplete("Authorization header must start with the algorithm AWS4-HMAC-SHA256.");
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var options = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in value[Algorithm.Length..].Split(',', options))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !parameters.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                throw Incomplete($"'{part}' is not a valid key=value pair in Authorization header.");
            }
        }

        return From(parameters);
    }

    /// <summary>The access key id that a header claims, read ahead of its check; null when there is none.</summary>
    public static string? CallerIn(string? value)
    {
        try
        {
            return Parse(value).AccessKeyId;
        }
        catch (ServiceException)
        {
            // The signature's check meets the same header and answers for it.
            return null;
        }
    }

    private static AuthorizationHeader From(Dictionary<string, string> parameters)
    {
        foreach (var name in (string[])["Credential", "SignedHeaders", "Signature"])
        {
            if (string.IsNullOrEmpty(parameters.GetValueOrDefault(name)))
            {
                throw Incomplete($"Authorization header requires '{name}' parameter.");
            }
        }

        var credential = parameters["Credential"].Split('/');
        if (credential.Length != ScopeParts)
        {
            throw Incomplete("Credential must have exactly 5 slash-delimited elements.");
        }

        var scope = new CredentialScope(credential[1], credential[2], credential[3], credential[4]);
        return new AuthorizationHeader(
            credential[0], scope, parameters["SignedHeaders"].Split(';'), parameters["Signature"]);
    }

    private static ServiceException Incomplete(string message) => new("IncompleteSignatureException", message);
}
