using System.Text;
using PhiLens.Pipeline.Acknowledging;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Keeps the acknowledgements that it took.</summary>
internal sealed class CollectingAcks : IAckSink
{
    private readonly Lock _gate = new();
    private readonly List<string> _chunks = [];

    internal IReadOnlyList<string> Chunks
    {
        get
        {
            lock (_gate)
            {
                return _chunks.ToArray();
            }
        }
    }

    public void Acknowledge(ReadOnlySpan<byte> chunk)
    {
        lock (_gate)
        {
            _chunks.Add(Encoding.UTF8.GetString(chunk));
        }
    }
}
