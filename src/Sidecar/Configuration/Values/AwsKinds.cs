using System.Globalization;

namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>The kinds of values whose rules AWS makes.</summary>
internal static class AwsKinds
{
    /// <summary>The most tags that a log group may have.</summary>
    public const int MostTags = 50;

    /// <summary>The longest ciphertext that Decrypt takes, in bytes.</summary>
    private const int LongestCiphertext = 6144;

    private const int ShortestKeyId = 32;
    private const int LongestKeyName = 256;

    // Source: the PutRetentionPolicy operation's documented values.
    private static readonly int[] RetentionChoices =
    [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ];

    /// <summary>The name of a region.</summary>
    public static ValueKind<string> Region { get; } = new("region", ReadRegion);

    /// <summary>A number of days that CloudWatch Logs offers.</summary>
    public static ValueKind<int?> RetentionDays { get; } = new("days", ReadRetention);

    /// <summary>The ARN of a KMS key; CreateLogGroup takes neither an alias nor a bare id.</summary>
    public static ValueKind<string> KeyArn { get; } = new("ARN", ReadKeyArn);

    /// <summary>A KMS key as requests name it: an ARN, an id, or an alias.</summary>
    public static ValueKind<string> KeyName { get; } = new("key", ReadKeyName);

    /// <summary>What KMS encrypted, in base64.</summary>
    public static ValueKind<ReadOnlyMemory<byte>> Ciphertext { get; } = new("base64", ReadCiphertext);

    /// <summary>The name of a log group.</summary>
    public static ValueKind<string> GroupName { get; } = new("name", ReadGroupName);

    /// <summary>The ARN of an IAM role.</summary>
    public static ValueKind<string> RoleArn { get; } = new("ARN", ReadRoleArn);

    /// <summary>Tags: <c>k=v,k2=v2</c> or a JSON object.</summary>
    public static ValueKind<IReadOnlyDictionary<string, string>> Tags { get; } =
        new("tags", ReadTags, TakesParts: true, IsNamed: true);

    private static string? ReadRegion(SettingText text, out string value)
    {
        value = text.Text;
        bool fits = value.Length <= 32
            && value.Contains('-', StringComparison.Ordinal)
            && char.IsAsciiLetterLower(value[0])
            && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        return fits ? null : "must be the name of an AWS region, such as eu-central-1";
    }

    private static string? ReadRetention(SettingText text, out int? value)
    {
        bool isNumber = int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int days);
        value = days;
        return isNumber && RetentionChoices.Contains(days)
            ? null
            : $"must be a number of days that CloudWatch Logs offers: {string.Join(", ", RetentionChoices)}";
    }

    private static string? ReadKeyArn(SettingText text, out string value)
    {
        value = text.Text;
        return IsArn(value, "kms", "key/")
            ? null
            : "must be the ARN of a KMS key, such as arn:aws:kms:eu-central-1:111122223333:key/KEY-ID";
    }

    private static string? ReadKeyName(SettingText text, out string value)
    {
        value = text.Text;
        bool isName = (value.StartsWith("alias/", StringComparison.Ordinal) && value.Length > "alias/".Length)
            || value.Length >= ShortestKeyId;
        bool fits = value.StartsWith("arn:", StringComparison.Ordinal)
            ? IsArn(value, "kms", "key/") || IsArn(value, "kms", "alias/")
            : isName && value.Length <= LongestKeyName
                && value.All(c => char.IsAsciiLetterOrDigit(c) || "-_/".Contains(c, StringComparison.Ordinal));
        return fits ? null : "must name a KMS key by its ARN, its id or an alias, such as alias/philens";
    }

    private static string? ReadCiphertext(SettingText text, out ReadOnlyMemory<byte> value)
    {
        byte[] bytes = new byte[text.Text.Length];
        bool isBase64 = Convert.TryFromBase64String(text.Text, bytes, out int length)
            && length is > 0 and <= LongestCiphertext;
        value = isBase64 ? bytes.AsMemory(0, length) : default;
        return isBase64 ? null : "must be the CiphertextBlob of a KMS key in base64";
    }

    private static string? ReadGroupName(SettingText text, out string value)
    {
        value = text.Text;
        bool fits = value.Length is > 0 and <= 512
            && value.All(c => char.IsAsciiLetterOrDigit(c) || "_-/.#".Contains(c, StringComparison.Ordinal));
        return fits ? null : "must be the name of a log group: 1 to 512 letters, digits and _ - / . #";
    }

    private static string? ReadRoleArn(SettingText text, out string value)
    {
        value = text.Text;
        return IsArn(value, "iam", "role/")
            ? null
            : "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME";
    }

    // arn:partition:service:region:account:resource, where only IAM leaves the region empty.
    private static bool IsArn(string text, string service, string resource)
    {
        string[] parts = text.Split(':');
        return parts.Length == 6
            && text.Length <= 2048
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && parts[0] == "arn"
            && parts[1].StartsWith("aws", StringComparison.Ordinal)
            && parts[2] == service
            && parts[3].Length == 0 == (service == "iam")
            && parts[4].Length == 12
            && parts[4].All(char.IsAsciiDigit)
            && parts[5].StartsWith(resource, StringComparison.Ordinal)
            && parts[5].Length > resource.Length;
    }

    private static string? ReadTags(SettingText text, out IReadOnlyDictionary<string, string> value)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        value = tags;
        foreach ((string key, string tag) in text.Parts.Count > 0 ? text.Parts : SplitPairs(text.Text))
        {
            if (key.Length is 0 or > 128 || tag.Length > 256 || key.StartsWith("aws:", StringComparison.Ordinal))
            {
                return "must hold tags as key=value: keys of 1 to 128 characters that do not begin with aws:, "
                    + "values of at most 256";
            }

            if (!tags.TryAdd(key, tag))
            {
                return "must not hold a tag's key twice";
            }
        }

        return tags.Count <= MostTags ? null : $"must hold at most {MostTags} tags";
    }

    // A pair without "=" becomes an empty key, which is refused.
    private static IReadOnlyList<KeyValuePair<string, string>> SplitPairs(string text) =>
    [
        .. text.Split(',', StringSplitOptions.TrimEntries).Select(pair =>
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? new("", pair) : KeyValuePair.Create(pair[..equals].Trim(), pair[(equals + 1)..].Trim());
        }),
    ];
}
