using System.Net.Sockets;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>One application that logs: in bursts and pauses, closing and coming back, until told to stop.</summary>
/// <param name="plan">What it does.</param>
/// <param name="sidecar">Whom it writes to.</param>
/// <param name="ports">Where its sockets listen.</param>
/// <param name="stop">Ends it at the next line.</param>
internal abstract class ChaosWriter(WriterPlan plan, Sidecar sidecar, ChaosPorts ports, CancellationToken stop)
{
    /// <summary>Connections of one writer have numbers within that range.</summary>
    internal const int MostConnections = 100_000;

    private static readonly TimeSpan PauseWhenRefused = TimeSpan.FromMilliseconds(20);

    private long _sent;
    private long _begun;

    /// <summary>What it wrote, by connection.</summary>
    internal List<Written> Connections { get; } = [];

    /// <summary>Why it ended before its time, other than by the other side; null as a rule.</summary>
    internal Exception? Failure { get; private set; }

    protected WriterPlan Plan { get; } = plan;

    protected Random Dice { get; } = new(plan.Seed);

    protected Sidecar Sidecar { get; } = sidecar;

    protected ChaosPorts Ports { get; } = ports;

    protected CancellationToken Stop { get; } = stop;

    internal static ChaosWriter Create(WriterPlan plan, Sidecar sidecar, ChaosPorts ports, CancellationToken stop) =>
        plan.Kind is WriterKind.Forward or WriterKind.ForwardWithAcks
            ? new ForwardChaosWriter(plan, sidecar, ports, stop)
            : new LineChaosWriter(plan, sidecar, ports, stop);

    /// <summary>Writes on a thread of its own, because a full pipe holds it up, until it is told to stop.</summary>
    internal Task RunAsync() =>
        Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Writes over one connection until it is to close, filling in what was written.</summary>
    protected abstract void WriteTo(Stream connection, Written written);

    /// <summary>Waits for its turn, so that its rate holds over bursts.</summary>
    protected void Pace(int bytes)
    {
        _sent += bytes;
        double ahead = ((double)_sent / Plan.BytesPerSecond)
            - System.Diagnostics.Stopwatch.GetElapsedTime(_begun).TotalSeconds;
        if (ahead > 0.05)
        {
            Stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(Math.Min(ahead, 1) * (0.5 + Dice.NextDouble())));
        }
    }

    private void Run()
    {
        _begun = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            do
            {
                if (TryOpen() is { } connection)
                {
                    var written = new Written((Plan.Number * MostConnections) + Connections.Count);
                    Connections.Add(written);
                    WriteOverOne(connection, written);
                }
                else
                {
                    Stop.WaitHandle.WaitOne(PauseWhenRefused);
                }
            }
            while (!Stop.IsCancellationRequested && Plan.Kind != WriterKind.Stdin);
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
    }

    private void WriteOverOne(Stream connection, Written written)
    {
        try
        {
            using (connection)
            {
                WriteTo(connection, written);
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            written.IsCutOff = true;
        }
    }

    /// <summary>Reaches the sidecar, or null when it is not there: not yet, or not any more.</summary>
    private Stream? TryOpen()
    {
        try
        {
            return Plan.Kind switch
            {
                WriterKind.Fifo => NamedPipe.TryOpenToWrite(Sidecar.PathOf($"w{Plan.Number}.stdout")),
                WriterKind.UnixLines => Sidecar.Connect($"w{Plan.Number}.log"),
                WriterKind.TcpLines => new TcpClient("127.0.0.1", Ports.Lines).GetStream(),
                WriterKind.Stdin => Sidecar.Process.Input.BaseStream,
                _ when Dice.Next(2) == 0 => new TcpClient("127.0.0.1", Ports.Forward).GetStream(),
                _ => Sidecar.Connect("fluent.sock"),
            };
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
