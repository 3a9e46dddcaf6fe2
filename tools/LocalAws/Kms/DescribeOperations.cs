using System.Text.Json;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Kms;

/// <summary>DescribeKey, which a disabled key answers too.</summary>
internal sealed class DescribeOperations(KeyStore keys)
{
    public void Register(OperationTable table) => table.Add("DescribeKey", Describe);

    private void Describe(OperationCall call, Utf8JsonWriter answer)
    {
        var key = keys.Require(new KmsRequest(call).RequiredKeyId, call.Region);
        answer.WriteStartObject();
        answer.WriteStartObject("KeyMetadata");
        answer.WriteString("AWSAccountId", LogNames.Account);
        answer.WriteString("KeyId", key.Id);
        answer.WriteString("Arn", key.Arn(call.Region));
        answer.WriteNumber("CreationDate", key.Created.ToUnixTimeMilliseconds() / 1000m);
        answer.WriteBoolean("Enabled", key.Enabled);
        answer.WriteString("Description", "");
        answer.WriteString("KeyUsage", "ENCRYPT_DECRYPT");
        answer.WriteString("KeyState", key.Enabled ? "Enabled" : "Disabled");
        answer.WriteString("Origin", "AWS_KMS");
        answer.WriteString("KeyManager", "CUSTOMER");
        answer.WriteString("CustomerMasterKeySpec", KmsRequest.Symmetric);
        answer.WriteString("KeySpec", KmsRequest.Symmetric);
        answer.WriteStartArray("EncryptionAlgorithms");
        answer.WriteStringValue(KmsRequest.Symmetric);
        answer.WriteEndArray();
        answer.WriteBoolean("MultiRegion", false);
        answer.WriteEndObject();
        answer.WriteEndObject();
    }
}
