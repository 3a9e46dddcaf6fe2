using System.Text.Json;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>The product's last word: what it received and what became of it.</summary>
/// <param name="Received">Records received.</param>
/// <param name="Delivered">Records delivered.</param>
internal sealed record FinalLedger(long Received, long Delivered)
{
    private const string Start = "ledger ";

    internal long Lost => Received - Delivered;

    internal static FinalLedger Parse(string line)
    {
        if (!line.StartsWith(Start, StringComparison.Ordinal))
        {
            throw new MeasurementException($"The product's last line is not its ledger: {line}");
        }

        using var document = JsonDocument.Parse(line[Start.Length..]);
        return new FinalLedger(
            document.RootElement.GetProperty("received").GetInt64(),
            document.RootElement.GetProperty("delivered").GetInt64());
    }
}
