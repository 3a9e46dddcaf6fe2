using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Kms;

/// <summary>
/// The keys. They live in <c>kms-keys.json</c> of the data folder, so that a restarted server opens the ciphertexts of
/// the one before; without a folder they live in memory.
/// </summary>
internal sealed partial class KeyStore
{
    /// <summary>The alias of the key that every store has.</summary>
    public const string DefaultAlias = "alias/philens";

    private const string FileName = "kms-keys.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly TimeProvider _clock;

    // Replaced as a whole under the gate, read without it.
    private volatile KmsKey[] _keys;

    private KeyStore(string? path, TimeProvider clock, KmsKey[] keys)
    {
        _path = path;
        _clock = clock;
        _keys = keys;
    }

    /// <summary>Reads the keys in a folder, and makes the default key where there is none.</summary>
    /// <param name="folder">The data folder; empty to keep the keys in memory.</param>
    /// <param name="clock">Dates new keys.</param>
    /// <exception cref="IOException">The file cannot be read, or is damaged.</exception>
    public static KeyStore Open(string folder, TimeProvider clock)
    {
        var path = folder.Length == 0 ? null : Path.Combine(folder, FileName);
        var store = new KeyStore(path, clock, File.Exists(path) ? Read(path) : []);
        if (!store._keys.Any(key => key.Alias == DefaultAlias))
        {
            store.Set(new KeySetting(DefaultAlias));
        }

        return store;
    }

    /// <summary>The key of this id, or null.</summary>
    public KmsKey? Find(Guid id) => Array.Find(_keys, key => key.Id == id);

    /// <summary>The key that an id, an alias or the ARN of one names; throws <c>NotFoundException</c>.</summary>
    public KmsKey Require(string identifier, string region)
    {
        var name = identifier;
        if (Arn().Match(identifier) is { Success: true } arn)
        {
            name = arn.Groups["name"].Value;
            if (arn.Groups["region"].Value is var other && other != region)
            {
                throw KmsErrors.NotFound($"Invalid arn {other}");
            }
        }

        if (name.StartsWith("alias/", StringComparison.Ordinal))
        {
            return Array.Find(_keys, key => key.Alias == name)
                ?? throw KmsErrors.NotFound($"Alias {KmsKey.ArnOf(region, name)} is not found.");
        }

        return Guid.TryParseExact(name, "D", out var id)
            ? Find(id) ?? throw KmsErrors.NotFound($"Key '{KmsKey.ArnOf(region, $"key/{name}")}' does not exist")
            : throw KmsErrors.NotFound($"Invalid keyId '{identifier}'");
    }

    /// <summary>
    /// Enables or disables the key of an alias, and makes the key where there is none. Returns null, or why the text
    /// was refused.
    /// </summary>
    public string? Set(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<KeySetting>(json, Format) switch
            {
                null => "A key must be an object.",
                { Alias: var alias } when !AliasName().IsMatch(alias) => "'alias' must be 'alias/' and a name.",
                { } setting => Set(setting),
            };
        }
        catch (JsonException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>Lists the keys without their material, as a JSON array.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var key in _keys)
        {
            writer.WriteStartObject();
            writer.WriteString("alias", key.Alias);
            writer.WriteString("keyId", key.Id);
            writer.WriteBoolean("enabled", key.Enabled);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private string? Set(KeySetting setting)
    {
        lock (_gate)
        {
            bool IsMeant(KmsKey key) => key.Alias == setting.Alias;
            KmsKey[] keys = Array.Exists(_keys, IsMeant)
                ? [.. _keys.Select(key => IsMeant(key) ? key with { Enabled = setting.Enabled } : key)]
                : [.. _keys, Make(setting)];
            if (_path is not null)
            {
                DataFile.Write(_path, JsonSerializer.Serialize(keys, Format), DataFile.Secret);
            }

            _keys = keys;
            return null;
        }
    }

    private KmsKey Make(KeySetting setting) => new(
        Guid.NewGuid(),
        setting.Alias,
        setting.Enabled,
        _clock.GetUtcNow(),
        RandomNumberGenerator.GetBytes(KmsKey.MaterialBytes));

    private static KmsKey[] Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<KmsKey[]>(File.ReadAllText(path), Format) ?? [];
            return keys.All(key => key?.Material.Length == KmsKey.MaterialBytes)
                ? keys
                : throw new IOException($"{path} has a key whose material is not {KmsKey.MaterialBytes} bytes long.");
        }
        catch (JsonException failure)
        {
            throw new IOException($"{path} is damaged: {failure.Message}", failure);
        }
    }

    [GeneratedRegex(
        $@"^arn:aws[a-z-]*:kms:(?<region>[a-z0-9-]+):{LogNames.Account}:(key/(?<name>[^/]+)|(?<name>alias/.+))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Arn();

    [GeneratedRegex(@"^alias/[A-Za-z0-9/_-]{1,250}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AliasName();
}
