using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Limiting;

namespace PhiLens.Pipeline.Tests.Limiting;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Lets_one_second_of_bytes_through_at_once_and_no_more()
    {
        var bucket = new TokenBucket(1_000, _time);

        Assert.True(bucket.TryTake(600));
        Assert.True(bucket.TryTake(400));
        Assert.False(bucket.TryTake(1));
    }

    [Fact]
    public void Fills_with_time_and_never_beyond_one_second_of_bytes()
    {
        var bucket = new TokenBucket(1_000, _time);
        Assert.True(bucket.TryTake(1_000));

        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.False(bucket.TryTake(251));
        Assert.True(bucket.TryTake(250));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(bucket.TryTake(1_000));
        Assert.False(bucket.TryTake(1));
    }

    [Fact]
    public void What_is_refused_costs_nothing()
    {
        var bucket = new TokenBucket(1_000, _time);
        Assert.True(bucket.TryTake(900));

        Assert.False(bucket.TryTake(200));
        Assert.True(bucket.TryTake(100));
    }

    [Fact]
    public void A_line_longer_than_a_second_passes_a_full_bucket_and_what_follows_pays_for_it()
    {
        var bucket = new TokenBucket(1_000, _time);

        Assert.True(bucket.TryTake(3_000));
        _time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(bucket.TryTake(1));
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.True(bucket.TryTake(1));
    }

    [Fact]
    public void Over_a_long_time_exactly_the_rate_passes_whatever_the_sizes_and_pauses()
    {
        var random = new Random(5);
        var bucket = new TokenBucket(10_000, _time);
        long passed = 0;
        double seconds = 0;
        for (int i = 0; i < 50_000; i++)
        {
            int size = random.Next(1, 2_000);
            passed += bucket.TryTake(size) ? size : 0;
            TimeSpan pause = TimeSpan.FromMilliseconds(random.Next(0, 60));
            seconds += pause.TotalSeconds;
            _time.Advance(pause);
        }

        Assert.InRange(passed, (seconds - 1) * 10_000, (seconds + 1) * 10_000);
    }
}
