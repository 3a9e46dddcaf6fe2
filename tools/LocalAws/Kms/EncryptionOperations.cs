using System.Security.Cryptography;
using System.Text.Json;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Kms;

/// <summary>GenerateDataKey, GenerateDataKeyWithoutPlaintext, Encrypt and Decrypt with symmetric keys.</summary>
internal sealed class EncryptionOperations(KeyStore keys)
{
    private const string CiphertextMember = "CiphertextBlob";
    private const string PlaintextMember = "Plaintext";

    public void Register(OperationTable table)
    {
        table.Add("GenerateDataKey", (call, answer) => Generate(call, answer, tells: true));
        table.Add("GenerateDataKeyWithoutPlaintext", (call, answer) => Generate(call, answer, tells: false));
        table.Add("Encrypt", Encrypt);
        table.Add("Decrypt", Decrypt);
    }

    private void Generate(OperationCall call, Utf8JsonWriter answer, bool tells)
    {
        var request = new KmsRequest(call);
        var bytes = request.DataKeyBytes();
        var context = request.Context;
        var key = Enabled(keys.Require(request.RequiredKeyId, call.Region), call.Region);
        var dataKey = RandomNumberGenerator.GetBytes(bytes);
        answer.WriteStartObject();
        answer.WriteBase64String(CiphertextMember, CiphertextBlob.Seal(key, dataKey, context));
        if (tells)
        {
            answer.WriteBase64String(PlaintextMember, dataKey);
        }

        answer.WriteString("KeyId", key.Arn(call.Region));
        answer.WriteEndObject();
    }

    private void Encrypt(OperationCall call, Utf8JsonWriter answer)
    {
        var request = new KmsRequest(call);
        var plaintext = request.RequiredBlob(PlaintextMember, KmsRequest.LongestPlaintext);
        var context = request.Context;
        var key = Enabled(keys.Require(request.RequiredKeyId, call.Region), call.Region);
        request.CheckAlgorithm(key);
        answer.WriteStartObject();
        answer.WriteBase64String(CiphertextMember, CiphertextBlob.Seal(key, plaintext, context));
        WriteKey(answer, key, call.Region);
    }

    private void Decrypt(OperationCall call, Utf8JsonWriter answer)
    {
        var request = new KmsRequest(call);
        var bytes = request.RequiredBlob(CiphertextMember, KmsRequest.LongestCiphertext);
        var context = request.Context;
        var expected = request.KeyId is { } named ? keys.Require(named, call.Region) : null;
        var blob = CiphertextBlob.Parse(bytes);
        if (expected is not null && expected.Id != blob.KeyId)
        {
            throw KmsErrors.IncorrectKey();
        }

        var key = Enabled(keys.Find(blob.KeyId) ?? throw KmsErrors.ForeignCiphertext(), call.Region);
        request.CheckAlgorithm(key);
        var plaintext = blob.Open(key, context);
        answer.WriteStartObject();
        answer.WriteBase64String(PlaintextMember, plaintext);
        WriteKey(answer, key, call.Region);
    }

    private static KmsKey Enabled(KmsKey key, string region) =>
        key.Enabled ? key : throw KmsErrors.Disabled(key.Arn(region));

    private static void WriteKey(Utf8JsonWriter answer, KmsKey key, string region)
    {
        answer.WriteString("KeyId", key.Arn(region));
        answer.WriteString("EncryptionAlgorithm", KmsRequest.Symmetric);
        answer.WriteEndObject();
    }
}
