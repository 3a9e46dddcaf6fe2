using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Kms;

/// <summary>A symmetric key with its one alias.</summary>
/// <param name="Id">The key's id, a UUID in the file and on the wire.</param>
/// <param name="Alias">The alias with its prefix, for example <c>alias/philens</c>.</param>
/// <param name="Enabled">Whether the key may encrypt and decrypt.</param>
/// <param name="Created">When the key was made.</param>
/// <param name="Material">The 32 bytes of its AES-256 key. They never leave the data folder.</param>
internal sealed record KmsKey(Guid Id, string Alias, bool Enabled, DateTimeOffset Created, byte[] Material)
{
    /// <summary>The length of <see cref="Material"/> in bytes.</summary>
    public const int MaterialBytes = 32;

    /// <summary>The key's ARN. Every region has the same keys.</summary>
    public string Arn(string region) => ArnOf(region, $"key/{Id}");

    /// <summary>The ARN of <c>key/ID</c> or <c>alias/NAME</c>.</summary>
    public static string ArnOf(string region, string resource) =>
        $"arn:aws:kms:{region}:{LogNames.Account}:{resource}";
}
