using System.Net.Sockets;
using PhiLens.Bench.EndToEnd.Processes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Bench.EndToEnd.Writer;

namespace PhiLens.Bench.EndToEnd.Floor;

/// <summary>What it costs to read bytes from a pipe or socket and to do nothing with them.</summary>
internal static class ReadCost
{
    private const int ReadSize = 64 * 1024;

    /// <summary>The kernel's usual limit for an unprivileged pipe: 1 MiB.</summary>
    private const int PipeSize = 1024 * 1024;

    private const uint Mode = 0x180; // 0600

    /// <summary>CPU seconds per GB. The writer is another process and writes 64 KiB at a time.</summary>
    internal static async Task<double> OfAsync(SourceKind source, string path, LineShape shape, long bytes)
    {
        File.Delete(path);
        var work = new Workload { Name = "floor", Source = source, Shape = shape, Bytes = bytes };
        return source == SourceKind.Fifo ? await OfPipeAsync(work, path) : await OfSocketAsync(work, path);
    }

    private static async Task<double> OfPipeAsync(Workload work, string path)
    {
        if (LibC.MakeFifo(path, Mode) != 0)
        {
            throw new MeasurementException($"{path} cannot be made.");
        }

        await using ChildProcess writer = StartWriter(work, path);
        await using var pipe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        _ = LibC.Control((int)pipe.SafeFileHandle.DangerousGetHandle(), LibC.SetPipeSize, PipeSize);
        return Drain(pipe.Read);
    }

    private static async Task<double> OfSocketAsync(Workload work, string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        await using ChildProcess writer = StartWriter(work, path);
        using Socket connection = await listener.AcceptAsync();
        return Drain(buffer => connection.Receive(buffer));
    }

    private static ChildProcess StartWriter(Workload work, string path) =>
        ChildProcess.StartSelf(WriterCommand.Arguments(work, path, work.Bytes, rate: 0));

    /// <summary>Reads to the end; the first reads, which wait for the writer to start, warm up.</summary>
    private static double Drain(SpanReader read)
    {
        byte[] buffer = new byte[ReadSize];
        _ = read(buffer);
        double begun = CpuClock.OfThisProcess();
        long total = 0;
        for (int count = read(buffer); count > 0; count = read(buffer))
        {
            total += count;
        }

        return (CpuClock.OfThisProcess() - begun) / total * 1e9;
    }

    private delegate int SpanReader(Span<byte> buffer);
}
