using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Health;
using PhiLens.Sidecar.Tests.CloudWatch;

namespace PhiLens.Sidecar.Tests.Health;

public sealed class DeliveryWatchTests : ISink
{
    private static readonly LogStreamName Other = new("g", "other");

    private readonly FakeTimeProvider _time = new();
    private readonly BlockPool _pool = Some.Pool();
    private readonly DeliveryWatch _watch;
    private DeliveryResult _next;

    public DeliveryWatchTests() => _watch = new DeliveryWatch(this, _time);

    public ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_next);

    [Fact]
    public void It_delivers_until_something_says_otherwise() => Assert.True(_watch.IsDelivering);

    [Fact]
    public async Task An_access_that_is_denied_shows_at_once_and_until_it_is_granted()
    {
        await SendAsync(DeliveryResult.Retry(RetryCause.AccessDenied));
        Assert.False(_watch.IsDelivering);

        await SendAsync(DeliveryResult.Accepted());
        Assert.True(_watch.IsDelivering);
    }

    [Fact]
    public async Task Another_failure_shows_when_it_lasts()
    {
        await SendAsync(DeliveryResult.Retry(RetryCause.ServerError));
        _time.Advance(DeliveryWatch.Patience);
        await SendAsync(DeliveryResult.Retry(RetryCause.Throttled));
        Assert.True(_watch.IsDelivering);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(_watch.IsDelivering);
    }

    [Fact]
    public async Task One_stream_that_delivers_does_not_hide_another_that_does_not()
    {
        await SendAsync(DeliveryResult.Retry(RetryCause.AccessDenied));
        await SendAsync(DeliveryResult.Accepted(), Other);
        Assert.False(_watch.IsDelivering);

        await SendAsync(DeliveryResult.Refused());
        Assert.True(_watch.IsDelivering);
    }

    private async Task SendAsync(DeliveryResult result, LogStreamName? stream = null)
    {
        _next = result;
        EventBatch batch = Some.Batch(_pool, name: stream);
        Assert.Equal(result, await _watch.SendAsync(batch, TestContext.Current.CancellationToken));
        batch.Release();
    }
}
