using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Sidecar.Commands.Redacting;
using PhiLens.Sidecar.Kms;
using PhiLens.Sidecar.Logging;
using PhiLens.Sidecar.Tests.CloudWatch;

namespace PhiLens.Sidecar.Tests.Kms;

/// <summary>The record of a key is delivered ahead of anything that may hold a token of it.</summary>
public sealed class KeyRecordSinkTests : ISink, IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly FieldCipher _cipher;
    private readonly BlockPool _pool = Some.Pool();
    private readonly List<(LogStreamName Name, string Body)> _sent = [];

    // What the next batches are answered; afterwards all are taken.
    private readonly Queue<DeliveryResult> _answers = new();

    public KeyRecordSinkTests() => _cipher = new FieldCipher(
        new SealingOptions { Scopes = ["default"] },
        new ThrowawayKeys(),
        new SealingLog(Serilog.Core.Logger.None),
        _time);

    public async ValueTask InitializeAsync() => await _cipher.StartAsync(new Dictionary<string, string>());

    public ValueTask DisposeAsync() => _cipher.DisposeAsync();

    [Fact]
    public async Task Without_a_token_there_is_no_record()
    {
        await SendAsync(Sink());

        Assert.Equal(["stream-one"], _sent.Select(s => s.Name.Stream));
    }

    [Theory]
    [InlineData(null, "group/one")]
    [InlineData("/keys", "/keys")]
    public async Task The_record_goes_first_and_once_for_each_group(string? keyLogGroup, string group)
    {
        KeyRecordSink sink = Sink(keyLogGroup);
        Seal();

        await SendAsync(sink);
        await SendAsync(sink);

        Assert.Equal(["philens-keys/task", "stream-one", "stream-one"], _sent.Select(s => s.Name.Stream));
        Assert.Equal(group, _sent[0].Name.Group);
        KeyRecord used = Assert.Single(_cipher.UsedKeys());
        Assert.Contains(used.KeyId, _sent[0].Body, StringComparison.Ordinal);
        Assert.Contains($"{used.From.ToUnixTimeMilliseconds()}", _sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_hold_a_token_waits_until_the_record_is_taken()
    {
        KeyRecordSink sink = Sink();
        Seal();
        _answers.Enqueue(DeliveryResult.Retry(RetryCause.AccessDenied, ambiguous: true));
        _answers.Enqueue(DeliveryResult.Refused());

        Assert.Equal(DeliveryResult.Retry(RetryCause.AccessDenied), await SendAsync(sink));
        Assert.Equal(DeliveryResult.Retry(RetryCause.DestinationMissing), await SendAsync(sink));
        Assert.Equal(DeliveryResult.Accepted(), await SendAsync(sink));

        Assert.Equal(
            ["philens-keys/task", "philens-keys/task", "philens-keys/task", "stream-one"],
            _sent.Select(s => s.Name.Stream));
    }

    [Fact]
    public async Task A_record_that_is_too_old_for_its_group_is_told_as_of_now()
    {
        KeyRecordSink sink = Sink();
        Seal();
        _time.Advance(TimeSpan.FromMinutes(1));
        _answers.Enqueue(DeliveryResult.Accepted(new RejectedEvents(0, 1, 0)));

        Assert.Equal(DeliveryResult.Accepted(), await SendAsync(sink));

        Assert.Equal(
            ["philens-keys/task", "philens-keys/task", "stream-one"], _sent.Select(s => s.Name.Stream));
        Assert.Contains($"{_time.GetUtcNow().ToUnixTimeMilliseconds()}", _sent[1].Body, StringComparison.Ordinal);

        // One that is never taken holds its tokens back.
        _time.Advance(TimeSpan.FromMinutes(16));
        _answers.Enqueue(DeliveryResult.Accepted(new RejectedEvents(0, 0, 1)));
        _answers.Enqueue(DeliveryResult.Accepted(new RejectedEvents(0, 0, 1)));
        Assert.Equal(DeliveryResult.Retry(RetryCause.DestinationMissing), await SendAsync(sink));
    }

    [Fact]
    public async Task The_record_of_a_key_in_use_is_told_again_for_readers_of_a_part_of_the_log()
    {
        KeyRecordSink sink = Sink();
        Seal();
        await SendAsync(sink);
        _time.Advance(TimeSpan.FromMinutes(15));

        await SendAsync(sink);

        Assert.Equal(
            ["philens-keys/task", "stream-one", "philens-keys/task", "stream-one"],
            _sent.Select(s => s.Name.Stream));
    }

    ValueTask<DeliveryResult> ISink.SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        _sent.Add((batch.Destination, Encoding.UTF8.GetString(batch.Bytes())));
        return ValueTask.FromResult(
            _answers.TryDequeue(out DeliveryResult answer) ? answer : DeliveryResult.Accepted());
    }

    private KeyRecordSink Sink(string? keyLogGroup = null) =>
        new(this, _cipher, keyLogGroup, new Dictionary<int, BatchLimits>(), _time) { TaskId = "task" };

    private void Seal() => Assert.True(_cipher.TryEncrypt("ssn"u8, 0, "1"u8, new byte[100], out _));

    private async Task<DeliveryResult> SendAsync(KeyRecordSink sink)
    {
        EventBatch batch = Some.Batch(_pool);
        DeliveryResult result = await sink.SendAsync(batch, TestContext.Current.CancellationToken);
        batch.Release();
        Assert.Equal(0, _pool.RentedCount);
        return result;
    }
}
