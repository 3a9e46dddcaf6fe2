using System.Text;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Kms;

public sealed class KmsCiphertextTests
{
    private static readonly Dictionary<string, string> Context = new() { ["scope"] = "clinical", ["stream"] = "web/1" };

    private readonly InMemoryKms _kms = new();

    [Fact]
    public void Encrypts_what_it_is_given_and_opens_it_again()
    {
        var blob = Encrypted("secret"u8);

        var opened = _kms.Call("Decrypt", new { CiphertextBlob = blob, EncryptionContext = Context });

        Assert.Equal("secret", Encoding.UTF8.GetString(Convert.FromBase64String(opened["Plaintext"]!.ToString())));
        Assert.NotEqual(blob, Encrypted("secret"u8));
        Assert.Equal(-1, Convert.FromBase64String(blob).AsSpan().IndexOf("secret"u8));
    }

    [Fact]
    public void Opens_with_the_pairs_of_the_context_in_another_order()
    {
        var blob = Encrypted("secret"u8);

        var opened = _kms.CallRaw(
            "Decrypt",
            $$"""{"EncryptionContext":{"stream":"web/1","scope":"clinical"},"CiphertextBlob":"{{blob}}"}""");

        Assert.NotNull(opened["Plaintext"]);
    }

    [Theory]
    [InlineData("{\"scope\":\"billing\",\"stream\":\"web/1\"}")]
    [InlineData("{\"scope\":\"Clinical\",\"stream\":\"web/1\"}")]
    [InlineData("{\"SCOPE\":\"clinical\",\"stream\":\"web/1\"}")]
    [InlineData("{\"scope\":\"clinical\"}")]
    [InlineData("{\"scope\":\"clinical\",\"stream\":\"web/1\",\"more\":\"\"}")]
    [InlineData("{\"scope\":\"clinicalstream\",\"\":\"web/1\"}")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Opens_with_no_other_context(string context)
    {
        var blob = Encrypted("secret"u8);

        var refusal = Assert.Throws<ServiceException>(() => _kms.CallRaw(
            "Decrypt", $$"""{"EncryptionContext":{{context}},"CiphertextBlob":"{{blob}}"}"""));

        Assert.Equal("InvalidCiphertextException", refusal.Type);
    }

    [Fact]
    public void Takes_an_empty_context_for_none()
    {
        var made = _kms.GenerateDataKey(new { });

        var opened = _kms.Call("Decrypt", new { CiphertextBlob = made["CiphertextBlob"]!.ToString() });

        Assert.Equal(made["Plaintext"]!.ToString(), opened["Plaintext"]!.ToString());
    }

    [Fact]
    public void Finds_every_flipped_bit()
    {
        var blob = Convert.FromBase64String(Encrypted("secret"u8));
        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            var damaged = (byte[])blob.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal("InvalidCiphertextException", RefusalOf(damaged).Type);
        }
    }

    [Fact]
    public void Finds_every_cut_and_every_addition()
    {
        var blob = Convert.FromBase64String(Encrypted("secret"u8));
        for (var length = 1; length < blob.Length; length++)
        {
            Assert.Equal("InvalidCiphertextException", RefusalOf(blob[..length]).Type);
        }

        Assert.Equal("InvalidCiphertextException", RefusalOf([.. blob, 0]).Type);
    }

    [Fact]
    public void Takes_no_noise_for_a_ciphertext()
    {
        var random = new Random(7);
        for (var round = 0; round < 1000; round++)
        {
            var noise = new byte[random.Next(1, 200)];
            random.NextBytes(noise);

            Assert.Equal("InvalidCiphertextException", RefusalOf(noise).Type);
        }
    }

    [Theory]
    [InlineData("{}", "ValidationException")]
    [InlineData("{\"CiphertextBlob\":\"\"}", "ValidationException")]
    [InlineData("{\"CiphertextBlob\":\"***\"}", "SerializationException")]
    [InlineData("{\"CiphertextBlob\":7}", "SerializationException")]
    [InlineData("{\"CiphertextBlob\":\"AAAA\",\"EncryptionContext\":{\"a\":7}}", "SerializationException")]
    [InlineData("{\"CiphertextBlob\":\"AAAA\",\"EncryptionContext\":{\"\\ud800\":\"\"}}", "SerializationException")]
    [InlineData("{\"CiphertextBlob\":\"AAAA\",\"EncryptionContext\":{\"a\":\"\\ud800\"}}", "SerializationException")]
    [InlineData("{\"CiphertextBlob\":\"AAAA\",\"EncryptionContext\":[]}", "SerializationException")]
    public void Refuses_a_request_that_breaks_the_model(string request, string type) =>
        Assert.Equal(type, Assert.Throws<ServiceException>(() => _kms.CallRaw("Decrypt", request)).Type);

    [Fact]
    public void Holds_the_bounds_of_plaintext_ciphertext_and_context()
    {
        Assert.NotNull(Encrypted(new byte[4096]));
        Assert.Equal("ValidationException", RefusalOf(new byte[6145]).Type);
        Assert.Equal("InvalidCiphertextException", RefusalOf(new byte[6144]).Type);
        foreach (var plaintext in (byte[][])[new byte[4097], []])
        {
            Assert.Equal(
                "ValidationException",
                _kms.Refused("Encrypt", new { KeyId = InMemoryKms.Alias, Plaintext = plaintext }).Type);
        }

        Assert.NotNull(_kms.GenerateDataKey(new { a = new string('x', 8191) }));
        var refusal = Assert.Throws<ServiceException>(() => _kms.GenerateDataKey(new { a = new string('x', 8192) }));
        Assert.Equal("ValidationException", refusal.Type);
    }

    [Fact]
    public void Refuses_an_algorithm_that_a_symmetric_key_has_not()
    {
        var request = new { KeyId = InMemoryKms.Alias, Plaintext = "AAAA", EncryptionAlgorithm = "RSAES_OAEP_SHA_256" };

        Assert.Equal("InvalidKeyUsageException", _kms.Refused("Encrypt", request).Type);
    }

    private string Encrypted(ReadOnlySpan<byte> plaintext) => _kms.Call(
        "Encrypt",
        new { KeyId = InMemoryKms.Alias, Plaintext = plaintext.ToArray(), EncryptionContext = Context })
        ["CiphertextBlob"]!.ToString();

    private ServiceException RefusalOf(byte[] blob) =>
        _kms.Refused("Decrypt", new { CiphertextBlob = blob, EncryptionContext = Context });
}
