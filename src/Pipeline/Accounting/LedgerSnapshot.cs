using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PhiLens.Pipeline.Accounting;

/// <summary>
/// The ledger at one moment. Its text is the last line that the process prints:
/// <c>ledger {"received":N,"fragments":N,"delivered":N,"filtered":N,"dropped":{"reason":N},"pending":0,
/// "redactions":{},"retries":N,"ambiguous":N}</c>. Reasons that no record was lost for are left out.
/// </summary>
public sealed record LedgerSnapshot
{
    /// <summary>Complete records that came in.</summary>
    public required long Received { get; init; }

    /// <summary>Pieces of records that came in and were joined. None until joining is built.</summary>
    public long Fragments { get; init; }

    /// <summary>Records that the destination took.</summary>
    public required long Delivered { get; init; }

    /// <summary>Records left out on purpose: empty lines and what filters say.</summary>
    public required long Filtered { get; init; }

    /// <summary>Records lost, by reason; every reason has its entry.</summary>
    public required IReadOnlyDictionary<DropReason, long> Dropped { get; init; }

    /// <summary>Times that a batch was sent again.</summary>
    public required long Retries { get; init; }

    /// <summary>Records sent again that the destination may already have had.</summary>
    public required long Ambiguous { get; init; }

    /// <summary>Records lost for any reason.</summary>
    public long DroppedTotal => Dropped.Values.Sum();

    /// <summary>Records whose outcome is not known yet.</summary>
    public long Pending => Received - Delivered - Filtered - DroppedTotal;

    /// <summary>The ledger line, without a line end.</summary>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("received", Received);
            json.WriteNumber("fragments", Fragments);
            json.WriteNumber("delivered", Delivered);
            json.WriteNumber("filtered", Filtered);
            json.WriteStartObject("dropped");
            foreach (DropReason reason in DropReasons.All.Where(r => Dropped[r] > 0))
            {
                json.WriteNumber(reason.Name(), Dropped[reason]);
            }

            json.WriteEndObject();
            json.WriteNumber("pending", Pending);
            json.WriteStartObject("redactions");
            json.WriteEndObject();
            json.WriteNumber("retries", Retries);
            json.WriteNumber("ambiguous", Ambiguous);
            json.WriteEndObject();
        }

        return "ledger " + Encoding.ASCII.GetString(buffer.WrittenSpan.ToArray());
    }
}
