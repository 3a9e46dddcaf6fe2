using Microsoft.Win32.SafeHandles;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Logging;
using PhiLens.Sidecar.Routing;
using PhiLens.Sidecar.Sources;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Tests.Sources;

public sealed class FifoSourceTests : ILaneFactory, ISink, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"philens-{Guid.NewGuid():N}.fifo");
    private readonly Poller _poller = new();
    private readonly LogPipeline _pipeline;

    public FifoSourceTests()
    {
        _poller.Start();
        _pipeline = new LogPipeline(
            new PipelineOptions(),
            new BlockPool(new MemoryBudget(64 * 1024 * 1024)),
            this,
            new PipelineLog(Serilog.Core.Logger.None, TimeProvider.System),
            TimeProvider.System);
    }

    /// <summary>
    /// Writers that come, write one line and leave, again and again, until they find no reader. The close falls between
    /// their visits, wherever it may: what they wrote without an error has been read.
    /// </summary>
    [Fact]
    public async Task A_line_that_a_writer_could_write_without_an_error_is_read()
    {
        long written = 0;
        for (int round = 0; round < 60; round++)
        {
            using var source = new FifoSource(_path, _poller);
            source.Open();
            using var signal = new CancellationTokenSource();
            Task<long>[] writing = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(WriteUntilNobodyReads))];
            Task<SourceEnd> running = source.RunAsync(this, new StopSignals(signal.Token, CancellationToken.None));
            await Task.Delay(Random.Shared.Next(3));

            await signal.CancelAsync();

            Assert.Equal(SourceEnd.Complete, await running.WaitAsync(Deadline));
            written += (await Task.WhenAll(writing).WaitAsync(Deadline)).Sum();
        }

        await _pipeline.DrainAsync(CancellationToken.None);
        LedgerSnapshot ledger = _pipeline.Ledger.Snapshot();
        Assert.Equal((written, written), (ledger.Received, ledger.Delivered));
    }

    Lane ILaneFactory.Open(Origin origin) => _pipeline.OpenLane(new LogStreamName("g", "s"));

    ForwardLane ILaneFactory.OpenForward(IAckSink acks, TagRule? tags) => throw new NotSupportedException();

    ValueTask<DeliveryResult> ISink.SendAsync(EventBatch batch, CancellationToken cancellationToken) =>
        ValueTask.FromResult(DeliveryResult.Accepted());

    public void Dispose()
    {
        _pipeline.Dispose();
        _poller.Dispose();
        File.Delete(_path);
    }

    private long WriteUntilNobodyReads()
    {
        for (long written = 0; ; written++)
        {
            int descriptor = LibC.Open(_path, LibC.WriteOnly | LibC.NonBlocking | LibC.CloseOnExec);
            if (descriptor < 0)
            {
                return written;
            }

            using var pipe = new FileStream(
                new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
            try
            {
                pipe.Write("x\n"u8);
            }
            catch (IOException)
            {
                return written;
            }

            pipe.Dispose();
            Thread.Sleep(Random.Shared.Next(20));
        }
    }
}
