using System.Text;
using PhiLens.LocalAws.Kms;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Kms;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KmsKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("localaws-kms-").FullName;
    private readonly InMemoryKms _kms = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Knows_a_key_by_its_id_its_alias_and_the_arn_of_either()
    {
        var metadata = Describe(InMemoryKms.Alias)["KeyMetadata"]!;
        var id = metadata["KeyId"]!.ToString();
        var arn = metadata["Arn"]!.ToString();

        Assert.Equal($"arn:aws:kms:eu-west-1:123456789012:key/{id}", arn);
        Assert.Equal("Enabled", metadata["KeyState"]!.ToString());
        foreach (var name in (string[])[id, arn, "arn:aws:kms:eu-west-1:123456789012:alias/philens"])
        {
            Assert.Equal(id, Describe(name)["KeyMetadata"]!["KeyId"]!.ToString());
            var made = _kms.Call("GenerateDataKey", new { KeyId = name, NumberOfBytes = 1 });
            Assert.Equal(arn, made["KeyId"]!.ToString());
        }
    }

    [Theory]
    [InlineData("alias/none", "Alias arn:aws:kms:eu-west-1:123456789012:alias/none is not found.")]
    [InlineData(
        "arn:aws:kms:eu-west-1:123456789012:alias/none",
        "Alias arn:aws:kms:eu-west-1:123456789012:alias/none is not found.")]
    [InlineData(
        "01234567-89ab-cdef-0123-456789abcdef",
        "Key 'arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef' does not exist")]
    [InlineData("arn:aws:kms:us-east-1:123456789012:alias/philens", "Invalid arn us-east-1")]
    [InlineData(
        "arn:aws:kms:eu-west-1:999999999999:alias/philens",
        "Invalid keyId 'arn:aws:kms:eu-west-1:999999999999:alias/philens'")]
    [InlineData("philens", "Invalid keyId 'philens'")]
    public void Does_not_find_another_key(string keyId, string message)
    {
        foreach (var operation in (string[])["DescribeKey", "GenerateDataKey"])
        {
            var refusal = _kms.Refused(operation, new { KeyId = keyId, NumberOfBytes = 1 });

            Assert.Equal("NotFoundException", refusal.Type);
            Assert.Equal(message, refusal.Message);
        }
    }

    [Fact]
    public void Uses_a_disabled_key_for_nothing_but_its_description()
    {
        var blob = _kms.GenerateDataKey()["CiphertextBlob"]!.ToString();
        Assert.Null(_kms.Keys.Set("""{"alias":"alias/philens","enabled":false}"""u8));

        Assert.Equal("Disabled", Describe(InMemoryKms.Alias)["KeyMetadata"]!["KeyState"]!.ToString());
        foreach (var (operation, request) in new (string, object)[]
        {
            ("GenerateDataKey", new { KeyId = InMemoryKms.Alias, KeySpec = "AES_256" }),
            ("GenerateDataKeyWithoutPlaintext", new { KeyId = InMemoryKms.Alias, NumberOfBytes = 1 }),
            ("Encrypt", new { KeyId = InMemoryKms.Alias, Plaintext = "AAAA" }),
            ("Decrypt", new { CiphertextBlob = blob }),
        })
        {
            var refusal = _kms.Refused(operation, request);
            Assert.Equal("DisabledException", refusal.Type);
            Assert.Equal($"{_kms.KeyArn} is disabled.", refusal.Message);
        }

        Assert.Null(_kms.Keys.Set("""{"alias":"alias/philens"}"""u8));
        Assert.NotNull(_kms.Call("Decrypt", new { CiphertextBlob = blob })["Plaintext"]);
    }

    [Fact]
    public void Opens_a_ciphertext_only_with_the_key_that_made_it()
    {
        Assert.Null(_kms.Keys.Set("""{"alias":"alias/other"}"""u8));
        var blob = _kms.GenerateDataKey()["CiphertextBlob"]!.ToString();

        var refusal = _kms.Refused("Decrypt", new { CiphertextBlob = blob, KeyId = "alias/other" });

        Assert.Equal("IncorrectKeyException", refusal.Type);
        Assert.NotNull(_kms.Call("Decrypt", new { CiphertextBlob = blob, KeyId = InMemoryKms.Alias })["Plaintext"]);
    }

    [Fact]
    public void Denies_a_ciphertext_whose_key_is_not_here()
    {
        var blob = new InMemoryKms().GenerateDataKey()["CiphertextBlob"]!.ToString();

        Assert.Equal("AccessDeniedException", _kms.Refused("Decrypt", new { CiphertextBlob = blob }).Type);
    }

    [Fact]
    public void Opens_older_ciphertexts_after_a_restart()
    {
        var before = new InMemoryKms(_folder);
        Assert.Null(before.Keys.Set("""{"alias":"alias/other","enabled":false}"""u8));
        var made = before.GenerateDataKey();

        var after = new InMemoryKms(_folder);

        var opened = after.Call("Decrypt", new { CiphertextBlob = made["CiphertextBlob"]!.ToString() });
        Assert.Equal(made["Plaintext"]!.ToString(), opened["Plaintext"]!.ToString());
        Assert.Equal(before.KeyArn, after.KeyArn);
        Assert.False(after.Keys.Require("alias/other", InMemoryKms.Region).Enabled);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_folder, "kms-keys.json")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[null]")]
    [InlineData("[{\"alias\":\"alias/philens\"}]")]
    [InlineData(
        """
        [{"id":"01234567-89ab-cdef-0123-456789abcdef","alias":"alias/philens","enabled":true,
        "created":"2026-01-01T00:00:00Z","material":"AAAA"}]
        """)]
    public void Does_not_start_with_a_damaged_file(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "kms-keys.json"), text);

        Assert.Throws<IOException>(() => KeyStore.Open(_folder, TimeProvider.System));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"alias\":\"philens\"}")]
    [InlineData("{\"alias\":\"alias/\"}")]
    [InlineData("{\"alias\":null}")]
    [InlineData("{\"alias\":\"alias/philens\",\"colour\":\"red\"}")]
    public void Refuses_a_setting_that_makes_no_sense(string json) =>
        Assert.NotNull(_kms.Keys.Set(Encoding.UTF8.GetBytes(json)));

    private System.Text.Json.Nodes.JsonNode Describe(string keyId) => _kms.Call("DescribeKey", new { KeyId = keyId });
}
