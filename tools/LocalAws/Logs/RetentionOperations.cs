using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>How long a group keeps its events.</summary>
internal sealed class RetentionOperations(LogStore store)
{
    /// <summary>The only numbers of days that the service takes.</summary>
    private static readonly int[] AllowedDays =
    [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ];

    public void Register(OperationTable table)
    {
        table.Add("PutRetentionPolicy", Put);
        table.Add("DeleteRetentionPolicy", Delete);
    }

    private void Put(OperationCall call, Utf8JsonWriter answer)
    {
        var group = LogNames.RequireGroup(call.Fields);
        var days = call.Fields.RequiredNumber("retentionInDays");
        if (!AllowedDays.Any(allowed => allowed == days))
        {
            throw ServiceException.Constraint(
                $"'{days}'", "retentionInDays", $"satisfy enum value set: [{string.Join(", ", AllowedDays)}]");
        }

        store.Require(group).RetentionInDays = (int)days;
    }

    private void Delete(OperationCall call, Utf8JsonWriter answer) =>
        store.Require(LogNames.RequireGroup(call.Fields)).RetentionInDays = null;
}
