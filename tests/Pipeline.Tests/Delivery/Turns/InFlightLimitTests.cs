using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Delivery.Turns;

namespace PhiLens.Pipeline.Tests.Delivery.Turns;

public sealed class InFlightLimitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InFlightLimit _limit;

    public InFlightLimitTests() => _limit = new InFlightLimit(_time);

    [Fact]
    public void It_begins_with_16_requests() => Assert.Equal(16, Fill().Count);

    [Fact]
    public void A_round_of_successes_at_the_limit_makes_it_one_greater()
    {
        Round();

        Assert.Equal(17, _limit.Limit);
    }

    [Fact]
    public void It_never_grows_above_64()
    {
        for (int i = 0; i < 100; i++)
        {
            Round();
        }

        Assert.Equal(64, Fill().Count);
    }

    [Fact]
    public void It_does_not_grow_while_it_is_not_used()
    {
        for (int i = 0; i < 1000; i++)
        {
            _limit.Leave(_limit.TryEnter(isSuspect: false)!, DeliveryResult.Accepted());
        }

        Assert.Equal(16, _limit.Limit);
    }

    [Fact]
    public void A_storm_of_throttling_halves_it_once_and_then_again_after_half_a_second_down_to_two()
    {
        Throttle();
        Throttle();
        Assert.Equal(8, _limit.Limit);

        for (int i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            Throttle();
        }

        Assert.Equal(2, _limit.Limit);
    }

    [Fact]
    public void Answers_that_take_far_longer_than_usual_make_it_a_tenth_less()
    {
        Succeed(TimeSpan.FromMilliseconds(100));
        Succeed(TimeSpan.FromMilliseconds(900));
        Assert.Equal(16, _limit.Limit);

        Succeed(TimeSpan.FromSeconds(2));

        Assert.Equal(14, _limit.Limit);
    }

    [Fact]
    public void Other_failures_say_nothing_about_it()
    {
        _limit.Leave(_limit.TryEnter(false)!, DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true));
        _limit.Leave(_limit.TryEnter(false)!, DeliveryResult.Refused());
        _limit.Leave(_limit.TryEnter(false)!, result: null);

        Assert.Equal(16, _limit.Limit);
    }

    [Fact]
    public void Suspects_have_half_as_many_places_of_their_own()
    {
        Assert.Equal(8, Fill(isSuspect: true).Count);
        Assert.Equal(16, Fill().Count);
    }

    [Fact]
    public void A_request_that_lasts_too_long_leaves_its_place_to_the_healthy()
    {
        List<SendingPermit> stuck = Fill();
        _time.Advance(TimeSpan.FromSeconds(1));
        _limit.MoveOverdue();
        Assert.Null(_limit.TryEnter(isSuspect: false));

        _time.Advance(TimeSpan.FromSeconds(1));
        _limit.MoveOverdue();

        Assert.Equal(16, Fill().Count);
        Assert.Null(_limit.TryEnter(isSuspect: true));
        stuck.ForEach(permit => _limit.Leave(permit, result: null));
        Assert.NotNull(_limit.TryEnter(isSuspect: true));
    }

    [Fact]
    public void All_together_are_never_more_than_128()
    {
        int all = 0;
        for (int i = 0; i < 20; i++)
        {
            all += Fill().Count;
            _time.Advance(InFlightLimit.Overdue);
            _limit.MoveOverdue();
        }

        Assert.Equal(128, all);
    }

    private List<SendingPermit> Fill(bool isSuspect = false)
    {
        List<SendingPermit> permits = [];
        while (_limit.TryEnter(isSuspect) is { } permit)
        {
            permits.Add(permit);
        }

        return permits;
    }

    private void Round()
    {
        // Each one that ends is followed by the next, so that the limit is used all the time.
        List<SendingPermit> next = [];
        foreach (SendingPermit permit in Fill())
        {
            _limit.Leave(permit, DeliveryResult.Accepted());
            next.Add(_limit.TryEnter(isSuspect: false)!);
        }

        next.ForEach(permit => _limit.Leave(permit, result: null));
    }

    private void Throttle() => _limit.Leave(_limit.TryEnter(false)!, DeliveryResult.Retry(RetryCause.Throttled));

    private void Succeed(TimeSpan took)
    {
        SendingPermit permit = _limit.TryEnter(isSuspect: false)!;
        _time.Advance(took);
        _limit.Leave(permit, DeliveryResult.Accepted());
    }
}
