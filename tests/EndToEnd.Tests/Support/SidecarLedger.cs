using System.Text.Json;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>The ledger line as a reader of the sidecar's output sees it.</summary>
internal sealed record SidecarLedger(
    long Received,
    long Delivered,
    long Filtered,
    IReadOnlyDictionary<string, long> Dropped,
    long Pending,
    long Ambiguous)
{
    internal static SidecarLedger Parse(string line)
    {
        Assert.StartsWith("ledger {", line, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(line["ledger ".Length..]);
        JsonElement root = document.RootElement;
        var ledger = new SidecarLedger(
            root.GetProperty("received").GetInt64(),
            root.GetProperty("delivered").GetInt64(),
            root.GetProperty("filtered").GetInt64(),
            root.GetProperty("dropped").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64()),
            root.GetProperty("pending").GetInt64(),
            root.GetProperty("ambiguous").GetInt64());
        Assert.Equal(
            ledger.Received, ledger.Delivered + ledger.Filtered + ledger.Dropped.Values.Sum() + ledger.Pending);
        return ledger;
    }
}
