using System.Security.Cryptography;
using System.Text;

namespace PhiLens.LocalAws.Signing;

/// <summary>
/// Signature Version 4: a chain of HMACs from the secret through day, region and service to the text.
/// </summary>
internal static class SigningKey
{
    /// <summary>The signature of a canonical request, in lower-case hexadecimal.</summary>
    public static string Sign(string secret, CredentialScope scope, string amzDate, string canonicalRequest)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)));
        var key = Mac(Encoding.UTF8.GetBytes("AWS4" + secret), scope.Date);
        key = Mac(key, scope.Region);
        key = Mac(key, scope.Service);
        key = Mac(key, scope.Terminator);
        var text = $"{AuthorizationHeader.Algorithm}\n{amzDate}\n{scope}\n{hash}";
        return Convert.ToHexStringLower(Mac(key, text));
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
