using System.Text.Json;
using System.Text.RegularExpressions;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>The KMS key that a group is encrypted with. Only its form is checked.</summary>
internal sealed partial class KeyOperations(LogStore store)
{
    public void Register(OperationTable table)
    {
        table.Add("AssociateKmsKey", Associate);
        table.Add("DisassociateKmsKey", Disassociate);
    }

    /// <summary>The key as given, when it is null or the ARN of a key; the service takes no other form.</summary>
    public static string? CheckKey(string? key) => key is null || KeyArn().IsMatch(key)
        ? key
        : throw ServiceException.InvalidParameter("The specified KMS Key Id is not valid: give a key's ARN.");

    private void Associate(OperationCall call, Utf8JsonWriter answer)
    {
        var key = CheckKey(call.Fields.RequiredText("kmsKeyId"));
        GroupIn(call.Fields).KmsKeyId = key;
    }

    private void Disassociate(OperationCall call, Utf8JsonWriter answer) => GroupIn(call.Fields).KmsKeyId = null;

    private LogGroup GroupIn(JsonFields fields) => store.Require(fields.Text("resourceIdentifier") is { } identifier
        ? LogNames.FromIdentifier(identifier, "resourceIdentifier")
        : LogNames.RequireGroup(fields));

    [GeneratedRegex(
        @"^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)/[A-Za-z0-9/_-]+\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyArn();
}
