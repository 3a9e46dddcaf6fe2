using System.Net.Sockets;
using System.Text;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>
/// A Forward client. With acks it sends one chunk, waits, and sends it again over another connection when no
/// acknowledgement comes, as Fluent Bit does; all its connections count as one, because a chunk may use several.
/// </summary>
internal sealed class ForwardChaosWriter(
    WriterPlan plan, Sidecar sidecar, ChaosPorts ports, CancellationToken stop)
    : ChaosWriter(plan, sidecar, ports, stop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // The chunk that was sent and not acknowledged: it goes first over the next connection.
    private (Written Owner, string Name, byte[] Message, int First, int Count)? _unacknowledged;

    private bool HasAcks => Plan.Kind == WriterKind.ForwardWithAcks;

    /// <inheritdoc/>
    protected override void WriteTo(Stream connection, Written written)
    {
        if (_unacknowledged is { } chunk)
        {
            chunk.Owner.SentAgain(chunk.First, chunk.Count);
            connection.Write(chunk.Message);
            if (!TryHearAck(connection, chunk.Name, written))
            {
                chunk.Owner.IsCutOff = true;
                return;
            }
        }

        int lines = 1 + Dice.Next(Plan.LinesPerConnection * 2);
        while (!Stop.IsCancellationRequested && written.Lines < lines)
        {
            if (!TrySend(connection, written))
            {
                return;
            }
        }

        if (Plan.IsRude && Dice.Next(2) == 0 && connection is NetworkStream { Socket: { } socket })
        {
            written.IsCutOff = true;
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    private bool TrySend(Stream connection, Written written)
    {
        int first = written.Lines;
        int count = 1 + Dice.Next(20);
        List<byte[]> lines =
            [.. Enumerable.Range(first, count).Select(n => LineCode.Make(written.Id, n, Plan.NextLength(Dice)))];
        string? name = HasAcks ? $"chunk-{written.Id}-{first}" : null;
        byte[] message = ForwardMessage.Of($"w{Plan.Number}", lines, name, Dice, out bool isPacked);
        written.Packed += isPacked ? count : 0;
        written.Wrote(count);
        if (name is not null)
        {
            _unacknowledged = (written, name, message, first, count);
        }

        connection.Write(message);
        bool isSafe = name is null || TryHearAck(connection, name, written);
        Pace(message.Length);
        return isSafe;
    }

    /// <summary>Waits for an acknowledgement, in vain when it takes too long or the connection ends.</summary>
    private bool TryHearAck(Stream connection, string name, Written current)
    {
        byte[] heard = new byte[AckLength(name)];
        try
        {
            connection.ReadTimeout = (int)Patience.TotalMilliseconds;
            connection.ReadExactly(heard);
        }
        catch (IOException)
        {
            current.IsCutOff |= _unacknowledged!.Value.Owner == current;
            return false;
        }

        if (!heard.AsSpan().EndsWith(Encoding.ASCII.GetBytes(name)))
        {
            throw new InvalidDataException($"Writer {Plan.Number} heard of another chunk than {name}.");
        }

        (Written owner, _, _, int first, int count) = _unacknowledged!.Value;
        owner.Acknowledged.UnionWith(Enumerable.Range(first, count));
        _unacknowledged = null;
        return true;
    }

    /// <summary><c>{"ack": name}</c> as the sidecar writes it: both texts are short.</summary>
    private static int AckLength(string name) => 1 + 4 + 1 + name.Length;
}
