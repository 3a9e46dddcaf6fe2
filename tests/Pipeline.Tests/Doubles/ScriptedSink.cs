using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Answers as its script says, and keeps what it accepted. Without a script it accepts everything.</summary>
internal sealed class ScriptedSink : ISink
{
    private readonly Lock _gate = new();
    private readonly List<(LogStreamName Destination, string Message)> _accepted = [];
    private readonly List<long> _times = [];
    private readonly List<byte[]> _bodies = [];

    internal Func<EventBatch, int, ValueTask<DeliveryResult>> Script { get; set; } =
        (_, _) => new ValueTask<DeliveryResult>(DeliveryResult.Accepted());

    internal IReadOnlyList<string> Messages
    {
        get
        {
            lock (_gate)
            {
                return _accepted.ConvertAll(a => a.Message);
            }
        }
    }

    /// <summary>What was accepted, each with its stream.</summary>
    internal IReadOnlyList<(LogStreamName Destination, string Message)> Accepted
    {
        get
        {
            lock (_gate)
            {
                return _accepted.ToArray();
            }
        }
    }

    /// <summary>The times of what was accepted, in milliseconds.</summary>
    internal IReadOnlyList<long> Times
    {
        get
        {
            lock (_gate)
            {
                return _times.ToArray();
            }
        }
    }

    internal IReadOnlyList<byte[]> Bodies
    {
        get
        {
            lock (_gate)
            {
                return _bodies.ToArray();
            }
        }
    }

    public async ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        int number;
        byte[] body = Doubles.Bodies.Bytes(batch);
        lock (_gate)
        {
            _bodies.Add(body);
            number = _bodies.Count;
        }

        DeliveryResult result = await Script(batch, number).AsTask().WaitAsync(cancellationToken);
        if (result.Outcome == DeliveryOutcome.Accepted)
        {
            lock (_gate)
            {
                _accepted.AddRange(Doubles.Bodies.Events(batch).Select(e => (batch.Destination, e.Message)));
                _times.AddRange(Doubles.Bodies.Events(batch).Select(e => e.Time));
            }
        }

        return result;
    }
}
