using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>
/// The destination is gone for twenty seconds under a load of Forward chunks, whose client sends a chunk again until it
/// is acknowledged: nothing is lost, and what may be double was counted.
/// </summary>
public sealed class ForwardOutageTests
{
    private const int Chunks = 400;
    private const int RecordsOfChunk = 50;
    private const int Records = Chunks * RecordsOfChunk;

    /// <summary>The chunks that were sent before the destination stands still.</summary>
    private const int Before = 40;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Every_chunk_that_is_acknowledged_was_delivered_and_each_is_in_the_end()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_MEMORY__LIMIT", "16MiB"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        long resent;
        await using (var client = new ResendingClient(sidecar.Connect("fluent.sock")))
        {
            await client.SendAsync(Enumerable.Range(0, Before));
            await client.AllAcknowledgedAsync(Patience);
            aws.Stop();
            await client.SendAsync(Enumerable.Range(Before, Chunks - Before));
            using (var pause = new PeriodicTimer(Outage / 4))
            {
                // A client that gives up waiting sends again, four times within the outage.
                for (int i = 0; i < 4 && await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken); i++)
                {
                    Assert.Equal(Before, client.Acknowledged);
                    await client.SendAsync(client.Awaited);
                }
            }

            aws.Continue();
            await client.AllAcknowledgedAsync(Patience);
            resent = client.Resent;
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        List<int> arrived = await NumbersAsync(aws);
        Assert.Equal(0, exitCode);
        Assert.Equal(4 * (Chunks - Before), resent);
        Assert.Equal(Records + (resent * RecordsOfChunk), ledger.Received);
        Assert.Equal((Records, resent * RecordsOfChunk), (ledger.Delivered, ledger.Filtered));
        Assert.Equal(Enumerable.Range(0, Records), arrived.Distinct().Order());
        Assert.InRange(arrived.Count - Records, 0, ledger.Ambiguous);
    }

    [Fact]
    public async Task Answers_that_are_lost_double_records_and_the_ledger_says_how_many_at_most()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync("""{"operation":"PutLogEvents","fault":"reset-after","count":2,"skip":2}""");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        await using (var client = new ResendingClient(sidecar.Connect("fluent.sock")))
        {
            for (int chunk = 0; chunk < 5; chunk++)
            {
                await client.SendAsync([chunk]);
                await client.AllAcknowledgedAsync(Patience);
            }
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        List<int> arrived = await NumbersAsync(aws);
        Assert.Equal((0, 5 * RecordsOfChunk), (exitCode, ledger.Delivered));
        Assert.Equal(Enumerable.Range(0, 5 * RecordsOfChunk), arrived.Distinct().Order());
        Assert.InRange(arrived.Count - ledger.Delivered, RecordsOfChunk, ledger.Ambiguous + RecordsOfChunk);
        Assert.InRange(ledger.Ambiguous, RecordsOfChunk, 2 * RecordsOfChunk);
    }

    private static async Task<List<int>> NumbersAsync(LocalAws aws) => (await aws.MessagesAsync("load")).ConvertAll(
        m => int.Parse(JsonDocument.Parse(m).RootElement.GetProperty("log").GetString()!.AsSpan(0, 6), null));

    /// <summary>Sends chunks of numbered records and counts their acknowledgements.</summary>
    private sealed class ResendingClient : IAsyncDisposable
    {
        private readonly NetworkStream _connection;
        private readonly Lock _gate = new();
        private readonly HashSet<int> _awaited = [];
        private readonly HashSet<int> _sent = [];
        private readonly Task _reading;
        private TaskCompletionSource _allCame = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal ResendingClient(NetworkStream connection)
        {
            _connection = connection;
            _reading = ReadAsync();
        }

        internal long Resent { get; private set; }

        internal int Acknowledged
        {
            get
            {
                lock (_gate)
                {
                    return _sent.Count - _awaited.Count;
                }
            }
        }

        internal IReadOnlyList<int> Awaited
        {
            get
            {
                lock (_gate)
                {
                    return [.. _awaited.Order()];
                }
            }
        }

        internal async Task SendAsync(IEnumerable<int> chunks)
        {
            foreach (int chunk in chunks)
            {
                lock (_gate)
                {
                    Resent += _sent.Add(chunk) ? 0 : 1;
                    _awaited.Add(chunk);
                    _allCame = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                await _connection.WriteAsync(Chunk(chunk));
            }
        }

        internal Task AllAcknowledgedAsync(TimeSpan patience)
        {
            lock (_gate)
            {
                return _awaited.Count == 0 ? Task.CompletedTask : _allCame.Task.WaitAsync(patience);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _connection.DisposeAsync();
            await _reading;
        }

        /// <summary><c>{"ack": "chunk-000123"}</c> has 18 bytes.</summary>
        private async Task ReadAsync()
        {
            byte[] ack = new byte[18];
            try
            {
                while (true)
                {
                    await _connection.ReadExactlyAsync(ack);
                    Assert.Equal([0x81, 0xA3, .. "ack"u8, 0xAC, .. "chunk-"u8], ack[..12]);
                    lock (_gate)
                    {
                        if (_awaited.Remove(int.Parse(ack.AsSpan(12), null)) && _awaited.Count == 0)
                        {
                            _allCame.SetResult();
                        }
                    }
                }
            }
            catch (Exception closed) when (closed is IOException or ObjectDisposedException)
            {
                // The test has ended.
            }
        }

        private static byte[] Chunk(int number)
        {
            using var message = new MemoryStream();
            message.Write([0x93, 0xA4, .. "load"u8, 0xDC, 0, RecordsOfChunk]);
            uint now = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            for (int i = 0; i < RecordsOfChunk; i++)
            {
                message.Write([0x92, 0xCE, (byte)(now >> 24), (byte)(now >> 16), (byte)(now >> 8), (byte)now]);
                message.Write([0x81, 0xA3, .. "log"u8, 0xD9, 206]);
                message.Write(Encoding.ASCII.GetBytes($"{(number * RecordsOfChunk) + i:D6}{new string('x', 200)}"));
            }

            message.Write([0x81, 0xA5, .. "chunk"u8, 0xAC, .. Encoding.ASCII.GetBytes($"chunk-{number:D6}")]);
            return message.ToArray();
        }
    }
}
