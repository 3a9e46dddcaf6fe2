using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Keeps what it heard, as text.</summary>
internal sealed class CollectingListener : IPipelineListener
{
    private readonly Lock _gate = new();
    private readonly List<string> _heard = [];

    internal IReadOnlyList<string> Heard
    {
        get
        {
            lock (_gate)
            {
                return _heard.ToArray();
            }
        }
    }

    public void RetryScheduled(LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait) =>
        Add($"retry {cause} {failedTries}");

    public void DeliveryResumed(LogStreamName destination, int failedTries) => Add($"resumed {failedTries}");

    public void RecordsDropped(LogStreamName destination, DropReason reason, long records) =>
        Add($"dropped {reason} {records}");

    public void RecordSplit(LogStreamName destination) => Add("split");

    public void LogKeyMissing(LogStreamName destination) => Add("log key missing");

    private void Add(string text)
    {
        lock (_gate)
        {
            _heard.Add(text);
        }
    }
}
