using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Hosting;
using PhiLens.LocalAws.Kms;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Tests.Support;

/// <summary>The operations of KMS without network and signatures.</summary>
internal sealed class InMemoryKms
{
    public const string Alias = KeyStore.DefaultAlias;
    public const string Region = "eu-west-1";

    private readonly Backend _backend;

    public InMemoryKms(string folder = "") => _backend = new Backend(new LocalAwsOptions { Data = folder });

    public KeyStore Keys => _backend.Keys;

    public string KeyArn => Keys.Require(Alias, Region).Arn(Region);

    public JsonNode Call(string operation, object request) => CallRaw(operation, JsonSerializer.Serialize(request));

    public JsonNode CallRaw(string operation, string body)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            var call = new OperationCall(Region, Encoding.UTF8.GetBytes(body));
            _backend.Find(new RequestTarget(RequestTarget.KmsService, operation))(call, writer);
        }

        return JsonNode.Parse(output.WrittenSpan)!;
    }

    /// <summary>Calls and expects a refusal.</summary>
    public ServiceException Refused(string operation, object request) =>
        Assert.Throws<ServiceException>(() => Call(operation, request));

    public JsonNode GenerateDataKey(object? context = null) =>
        Call("GenerateDataKey", new { KeyId = Alias, KeySpec = "AES_256", EncryptionContext = context });
}
