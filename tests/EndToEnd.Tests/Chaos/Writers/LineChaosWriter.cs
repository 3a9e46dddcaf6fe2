using System.Net.Sockets;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>Writes lines to a pipe, a socket or standard input.</summary>
internal sealed class LineChaosWriter(
    WriterPlan plan, Sidecar sidecar, ChaosPorts ports, CancellationToken stop)
    : ChaosWriter(plan, sidecar, ports, stop)
{
    /// <inheritdoc/>
    protected override void WriteTo(Stream connection, Written written)
    {
        int lines = 1 + Dice.Next(Plan.LinesPerConnection * 2);
        using var burst = new MemoryStream();
        while (!Stop.IsCancellationRequested && (written.Lines < lines || Plan.Kind == WriterKind.Stdin))
        {
            int count = 1 + Dice.Next(20);
            int blanks = 0;
            burst.SetLength(0);
            for (int i = 0; i < count; i++)
            {
                burst.Write(LineCode.Make(written.Id, written.Lines + i, Plan.NextLength(Dice)));
                burst.WriteByte((byte)'\n');
                if (Dice.Next(50) == 0)
                {
                    burst.WriteByte((byte)'\n');
                    blanks++;
                }
            }

            WriteInPieces(connection, burst.GetBuffer().AsSpan(0, (int)burst.Length), written, count, blanks);
            Pace((int)burst.Length);
        }

        LeaveLast(connection, written);
    }

    /// <summary>A burst is on its way as soon as its first byte is: until it is all written it is in doubt.</summary>
    private void WriteInPieces(Stream connection, ReadOnlySpan<byte> burst, Written written, int count, int blanks)
    {
        written.Wrote(count);
        written.Blanks += blanks;
        while (burst.Length > 0)
        {
            int length = Dice.Next(4) == 0 ? Math.Min(burst.Length, 1 + Dice.Next(5_000)) : burst.Length;
            connection.Write(burst[..length]);
            burst = burst[length..];
        }
    }

    /// <summary>A last line without a line feed, or a connection that is reset.</summary>
    private void LeaveLast(Stream connection, Written written)
    {
        if (Plan.IsRude && Dice.Next(2) == 0 && connection is NetworkStream { Socket: { } socket })
        {
            written.IsCutOff = true;
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            return;
        }

        // Two writers of a pipe that follow each other closely are one to its reader: their lines must end.
        if (Plan.Kind != WriterKind.Fifo || Stop.IsCancellationRequested)
        {
            byte[] last = LineCode.Make(written.Id, written.Lines, Plan.NextLength(Dice));
            written.Wrote();
            connection.Write(last);
        }
    }
}
