using System.Globalization;
using System.Text;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>A million numbered lines through each kind of source, compared one by one with what was stored.</summary>
[Trait("Needs", "minutes")]
public sealed class MillionLinesTests
{
    private const int Lines = 1_000_000;
    private const int Writers = 4;

    [Theory]
    [InlineData("fifo", false)]
    [InlineData("fifo", true)]
    [InlineData("socket", false)]
    [InlineData("socket", true)]
    [InlineData("stdin", false)]
    [InlineData("stdin", true)]
    public async Task A_million_lines_arrive_none_missing_none_doubled_in_order(string source, bool mixedLengths)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            SourceSetting(source),
            ("PHILENS_MEMORY__WHENFULL", "block"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        int writers = source == "socket" ? Writers : 1;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            using Stream target = Open(sidecar, source);
            Write(target, writer, Lines / writers, mixedLengths);
        })));

        (int exitCode, SidecarLedger ledger) = source == "stdin" ? await sidecar.EndAsync() : await sidecar.StopAsync();

        Assert.Equal((0, Lines, Lines), (exitCode, ledger.Received, ledger.Delivered));
        await AssertAllArrivedAsync(aws, writers, mixedLengths);
    }

    private static (string, string) SourceSetting(string source) => source switch
    {
        "fifo" => ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
        "socket" => ("PHILENS_SOURCES__LINES", "unix:{streams}/api.stdout"),
        _ => ("PHILENS_SOURCES__STDIN", "true"),
    };

    private static Stream Open(Sidecar sidecar, string source) => source switch
    {
        "fifo" => sidecar.OpenFifo("api.stdout").BaseStream,
        "socket" => sidecar.Connect("api.stdout"),
        _ => sidecar.Process.Input.BaseStream,
    };

    private static void Write(Stream target, int writer, int count, bool mixedLengths)
    {
        using var buffered = new BufferedStream(target, 1 << 16);
        byte[] line = new byte[2_048];
        for (int number = 0; number < count; number++)
        {
            int length = LengthOf(number, mixedLengths);
            line.AsSpan(0, length).Fill((byte)('a' + (number % 26)));
            int head = Encoding.ASCII.GetBytes($"{writer}:{number}:", line);
            line[Math.Max(length, head)] = (byte)'\n';
            buffered.Write(line, 0, Math.Max(length, head) + 1);
        }
    }

    /// <summary>1 KB, or 1 to 2,000 bytes in a fixed disorder.</summary>
    private static int LengthOf(int number, bool mixedLengths) =>
        mixedLengths ? 1 + (int)((uint)number * 2_654_435_761 % 2_000) : 1_024;

    private static async Task AssertAllArrivedAsync(LocalAws aws, int writers, bool mixedLengths)
    {
        int[] next = new int[writers];
        await foreach ((long _, string message) in aws.EventsAsync("s"))
        {
            string[] parts = message.Split(':', 3);
            int writer = int.Parse(parts[0], CultureInfo.InvariantCulture);
            int number = int.Parse(parts[1], CultureInfo.InvariantCulture);
            Assert.Equal(next[writer], number);
            int head = parts[0].Length + parts[1].Length + 2;
            Assert.Equal(Math.Max(head, LengthOf(number, mixedLengths)), message.Length);
            next[writer]++;
        }

        Assert.All(next, count => Assert.Equal(Lines / writers, count));
    }
}
