using System.Globalization;
using System.Text;
using PhiLens.Pipeline.Accounting;
using PhiLens.Sidecar.Health.Watching;

namespace PhiLens.Sidecar.Health;

/// <summary>Writes the metrics page.</summary>
/// <remarks>
/// Prometheus text format 0.0.4: <c># HELP name text</c>, <c># TYPE name kind</c>, then
/// <c>name{label="value"} number</c>, every line ended by a line feed. No label value here needs escaping.
/// </remarks>
internal static class MetricsText
{
    /// <summary>The content type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The page at this moment; every number of the ledger is from one snapshot.</summary>
    /// <param name="facts">What to ask.</param>
    public static string Write(HealthFacts facts)
    {
        StringBuilder text = new(2048);
        WriteLedger(text, facts.Ledger());
        WriteSources(text, facts.Sources());
        WriteMetric(
            text,
            "philens_unsealed_values_total",
            "counter",
            "Values erased because there was no key to seal them with.",
            facts.Unsealed());
        WriteMetric(text, "philens_memory_used_bytes", "gauge", "Bytes of log data held.", facts.MemoryUsed());
        WriteMetric(text, "philens_memory_limit_bytes", "gauge", "The limit of those bytes.", facts.MemoryLimit);
        Head(text, "process_start_time_seconds", "gauge", "When the process started, in seconds since 1970.");
        double started = facts.Started.ToUnixTimeMilliseconds() / 1000d;
        text.Append(CultureInfo.InvariantCulture, $"process_start_time_seconds {started:0.000}\n");
        return text.ToString();
    }

    private static void WriteLedger(StringBuilder text, LedgerSnapshot ledger)
    {
        // "pending" and "received" stand beside the outcomes, so that the ledger's equation can be read off one page:
        // received = delivered + filtered + dropped + pending.
        Head(text, "philens_records_total", "counter", "Records by outcome: received is the sum of the others.");
        WriteOutcome(text, "received", "", ledger.Received);
        WriteOutcome(text, "delivered", "", ledger.Delivered);
        WriteOutcome(text, "filtered", "", ledger.Filtered);
        foreach (DropReason reason in DropReasons.All)
        {
            WriteOutcome(text, "dropped", reason.Name(), ledger.Dropped.GetValueOrDefault(reason));
        }

        WriteOutcome(text, "pending", "", ledger.Pending);
        WriteMetric(text, "philens_fragments_total", "counter", "Pieces of joined records.", ledger.Fragments);
        WriteMetric(text, "philens_retries_total", "counter", "Times that a batch was sent again.", ledger.Retries);
        WriteMetric(
            text,
            "philens_ambiguous_records_total",
            "counter",
            "Records sent again that may have been accepted before.",
            ledger.Ambiguous);
        WriteRedactions(text, ledger);
    }

    private static void WriteRedactions(StringBuilder text, LedgerSnapshot ledger)
    {
        const string Name = "philens_redactions_total";
        Head(text, Name, "counter", "How often each rule of the redaction policy was applied.");
        foreach ((string rule, long count) in ledger.Redactions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}{{rule=\"{rule}\"}} {count}\n");
        }
    }

    private static void WriteSources(StringBuilder text, SourceCounts counts)
    {
        const string Refused = "philens_connections_refused_total";
        Head(text, Refused, "counter", "Clients that were turned away.");
        text.Append(CultureInfo.InvariantCulture, $"{Refused}{{reason=\"shared_key\"}} {counts.WithoutKey}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Refused}{{reason=\"tls\"}} {counts.WithoutTls}\n");
        WriteMetric(text, "philens_connections_broken_total", "counter", "Connections that broke.", counts.Broken);
        WriteMetric(
            text, "philens_messages_malformed_total", "counter", "Damaged Forward messages.", counts.Malformed);
        WriteMetric(
            text, "philens_messages_cut_off_total", "counter", "Forward messages whose client closed within them.",
            counts.CutOff);
    }

    private static void WriteOutcome(StringBuilder text, string outcome, string reason, long value) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"philens_records_total{{outcome=\"{outcome}\",reason=\"{reason}\"}} {value}\n");

    private static void WriteMetric(StringBuilder text, string name, string kind, string help, long value)
    {
        Head(text, name, kind, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }

    private static void Head(StringBuilder text, string name, string kind, string help) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {kind}\n");
}
