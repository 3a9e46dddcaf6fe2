using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Kms;

public sealed class KmsDataKeyTests
{
    private readonly InMemoryKms _kms = new();

    [Theory]
    [InlineData("{\"KeySpec\":\"AES_256\"", 32)]
    [InlineData("{\"KeySpec\":\"AES_128\"", 16)]
    [InlineData("{\"NumberOfBytes\":1", 1)]
    [InlineData("{\"NumberOfBytes\":1024", 1024)]
    public void Makes_a_key_of_the_length_that_is_asked_for_and_opens_it(string request, int bytes)
    {
        var made = _kms.CallRaw("GenerateDataKey", request + ",\"KeyId\":\"alias/philens\"}");

        var opened = _kms.Call("Decrypt", new { CiphertextBlob = made["CiphertextBlob"]!.ToString() });

        Assert.Equal(bytes, Convert.FromBase64String(made["Plaintext"]!.ToString()).Length);
        Assert.Equal(made["Plaintext"]!.ToString(), opened["Plaintext"]!.ToString());
        Assert.Equal(_kms.KeyArn, made["KeyId"]!.ToString());
        Assert.Equal(_kms.KeyArn, opened["KeyId"]!.ToString());
        Assert.Equal("SYMMETRIC_DEFAULT", opened["EncryptionAlgorithm"]!.ToString());
    }

    [Fact]
    public void Makes_a_key_that_it_does_not_tell()
    {
        var made = _kms.Call("GenerateDataKeyWithoutPlaintext", new { KeyId = InMemoryKms.Alias, NumberOfBytes = 64 });

        var opened = _kms.Call("Decrypt", new { CiphertextBlob = made["CiphertextBlob"]!.ToString() });

        Assert.Null(made["Plaintext"]);
        Assert.Equal(64, Convert.FromBase64String(opened["Plaintext"]!.ToString()).Length);
    }

    [Fact]
    public void Never_makes_the_same_key_twice() =>
        Assert.NotEqual(
            _kms.GenerateDataKey()["Plaintext"]!.ToString(), _kms.GenerateDataKey()["Plaintext"]!.ToString());

    [Theory]
    [InlineData("{}", "Please specify either number of bytes or key spec.")]
    [InlineData(
        "{\"KeySpec\":\"AES_256\",\"NumberOfBytes\":32}", "Please specify either number of bytes or key spec.")]
    [InlineData(
        "{\"KeySpec\":\"AES_512\"}",
        "1 validation error detected: Value 'AES_512' at 'keySpec' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [AES_256, AES_128]")]
    [InlineData(
        "{\"NumberOfBytes\":0}",
        "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: "
        + "Member must have value greater than or equal to 1")]
    [InlineData(
        "{\"NumberOfBytes\":1025}",
        "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: "
        + "Member must have value less than or equal to 1024")]
    [InlineData(
        "{\"NumberOfBytes\":1}",
        "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        "{\"NumberOfBytes\":1,\"KeyId\":\"\"}",
        "1 validation error detected: Value '' at 'keyId' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 1")]
    public void Refuses_a_request_that_breaks_the_model(string request, string message)
    {
        var refusal = Assert.Throws<ServiceException>(() => _kms.CallRaw("GenerateDataKey", request));

        Assert.Equal("ValidationException", refusal.Type);
        Assert.Equal(400, refusal.Status);
        Assert.Equal(message, refusal.Message);
    }
}
