using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>Where the records of a tag and source go: to each of its targets.</summary>
public sealed class ForwardRoute
{
    /// <summary>Makes a route to one stream.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="logKey">The one key whose value is sent; null to send the whole record as JSON.</param>
    /// <param name="fields">What is added to every whole record, as text, in this order.</param>
    public ForwardRoute(
        LogStreamName destination, string? logKey = null, IEnumerable<KeyValuePair<string, string>>? fields = null)
        : this([new RouteTarget(destination, logKey)], fields)
    {
    }

    /// <summary>Makes a route. A record is delivered when all targets accepted it.</summary>
    /// <param name="targets">Where each record goes, at least one.</param>
    /// <param name="fields">What is added to every whole record, as text, in this order.</param>
    /// <exception cref="ArgumentException">There is no target.</exception>
    public ForwardRoute(
        IReadOnlyList<RouteTarget> targets, IEnumerable<KeyValuePair<string, string>>? fields = null)
    {
        if (targets.Count == 0)
        {
            throw new ArgumentException("A route needs a target.", nameof(targets));
        }

        Targets = [.. targets];
        Fields = Encoding.UTF8.GetBytes(string.Concat((fields ?? []).Select(Pair)));
    }

    /// <summary>Where each record goes.</summary>
    public IReadOnlyList<RouteTarget> Targets { get; }

    /// <summary>What is done to each record first; null for nothing.</summary>
    public IRecordSteps? Steps { get; init; }

    /// <summary>Which lines are one record, where the pipeline does not say; null when each is.</summary>
    public ILineGrouping? Grouping { get; init; }

    /// <summary>Where the records come from, for rules that hold for some origins only.</summary>
    public RecordOrigin Origin { get; set; } = RecordOrigin.Unknown;

    /// <summary>The first target's stream, which stands for the route in reports.</summary>
    internal LogStreamName Destination => Targets[0].Destination;

    /// <summary>The added fields as JSON, each with a comma before it.</summary>
    internal byte[] Fields { get; }

    private static string Pair(KeyValuePair<string, string> field) => $",{Text(field.Key)}:{Text(field.Value)}";

    private static string Text(string value) =>
        $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
