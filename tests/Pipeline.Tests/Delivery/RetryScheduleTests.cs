using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;

namespace PhiLens.Pipeline.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 0.0, 0)]
    [InlineData(1, 0.999, 99.9)]
    [InlineData(3, 0.5, 200)]
    [InlineData(7, 0.999, 4_995)]
    [InlineData(1_000_000, 0.5, 2_500)]
    public void Waits_are_jittered_under_a_bound_that_doubles_up_to_the_cap(
        int failedTries, double random, double expected)
    {
        var schedule = new RetrySchedule(TimeSpan.FromSeconds(5), new FixedRandom(random));

        Assert.Equal(expected, schedule.Next(failedTries, RetryCause.Throttled).TotalMilliseconds, 0.001);
    }

    [Fact]
    public void The_destinations_own_wait_is_respected() =>
        Assert.Equal(
            TimeSpan.FromSeconds(9),
            new RetrySchedule(TimeSpan.FromSeconds(5), new FixedRandom(0.1))
                .Next(1, RetryCause.Throttled, TimeSpan.FromSeconds(9)));

    [Theory]
    [InlineData(RetryCause.AccessDenied, 0.0, 2_500)]
    [InlineData(RetryCause.AccessDenied, 0.999, 4_997.5)]
    [InlineData(RetryCause.KeyUnavailable, 0.5, 3_750)]
    public void What_only_a_person_can_mend_is_tried_slowly_from_the_first_time_on(
        RetryCause cause, double random, double expected) => Assert.Equal(
            expected,
            new RetrySchedule(TimeSpan.FromSeconds(5), new FixedRandom(random)).Next(1, cause).TotalMilliseconds,
            0.001);

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
