using System.Text;

namespace PhiLens.Bench.Corpora.Numbers;

/// <summary>Secrets as they get into logs. None opens anything.</summary>
public static class Secrets
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const string UrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string AwsKeyId(Dice dice) => dice.Of("AKIA", "ASIA") + dice.From(Base32, 16);

    public static string AwsSecret(Dice dice) => dice.From(Base64, 40);

    public static string Opaque(Dice dice) => dice.From(UrlSafe, dice.Between(24, 48));

    /// <summary>A password that people choose.</summary>
    public static string Password(Dice dice) =>
        dice.Of("Winter", "hunter", "Clinic", "s3cret", "P@ss", "Tr0ub4dor") + dice.Digits(4) + dice.Of("!", "#", "$",
            "");

    /// <summary>A signed JSON web token; its claims hold nothing but a subject.</summary>
    public static string Jwt(Dice dice)
    {
        string header = Url($$"""{"alg":"{{dice.Of("HS256", "RS256")}}","typ":"JWT"}""");
        string claims = Url($$"""{"sub":"{{dice.Uuid()}}","iat":{{dice.Between(1_700_000_000, 1_790_000_000)}}}""");
        return $"{header}.{claims}.{dice.From(UrlSafe, 43)}";
    }

    /// <summary>User and password as HTTP sends them.</summary>
    public static string Basic(Dice dice) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"svc{dice.Digits(3)}:{Password(dice)}"));

    /// <summary>A private key on one line, its line ends escaped.</summary>
    public static string Pem(Dice dice)
    {
        string kind = dice.Of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");
        return $"-----BEGIN {kind}-----\\n{dice.From(Base64, 64)}\\n{dice.From(Base64, 62)}==\\n-----END {kind}-----";
    }

    private static string Url(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
