using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos;

/// <summary>Everything that the destination can do to a client, in a disorder that the seed fixes.</summary>
/// <param name="aws">The destination.</param>
/// <param name="seed">What the dice are thrown with.</param>
internal sealed class FaultStorm(LocalAws aws, int seed)
{
    private static readonly string[] Faults =
    [
        """ "fault":"throttle" """,
        """ "fault":"unavailable" """,
        """ "fault":"error","status":500 """,
        """ "fault":"reset-before" """,
        """ "fault":"reset-after" """,
        """ "fault":"half-body" """,
        """ "fault":"half-answer" """,
        """ "fault":"stall","delayMs":700 """,
        """ "fault":"stall","delayMs":1500,"storeFirst":false """,
        """ "fault":"reject","tooOldEnd":1 """,
        """ "fault":"reject","tooNewStart":3 """,
        """ "fault":"expired-token" """,
        """ "fault":"access-denied" """,
        """ "fault":"clock-skew" """,
        """ "fault":"no-request-id" """,
        """ "fault":"throttle","delayMs":300 """,
    ];

    private readonly Random _dice = new(seed);

    /// <summary>Injects faults until it is told to stop, and then heals the destination.</summary>
    /// <param name="stop">Ends it.</param>
    internal async Task RageAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await DoHarmAsync(stop);
                await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(100, 700)), stop);
            }
        }
        catch (OperationCanceledException)
        {
            await aws.HealAsync();
        }
    }

    private async Task DoHarmAsync(CancellationToken stop)
    {
        switch (_dice.Next(8))
        {
            case 0:
                await FreezeAsync(stop);
                break;
            case 1:
                await aws.HealAsync();
                break;
            default:
                await aws.InjectAsync(NextRule());
                break;
        }
    }

    private async Task FreezeAsync(CancellationToken stop)
    {
        aws.Stop();
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(50, 1_500)), stop);
        }
        finally
        {
            aws.Continue();
        }
    }

    private string NextRule()
    {
        string operation = _dice.Next(4) == 0 ? "" : """ "operation":"PutLogEvents", """;
        string fault = Faults[_dice.Next(Faults.Length)];
        return $$"""
            { {{operation}} {{fault}}, "count":{{_dice.Next(1, 30)}},
            "probability":0.{{_dice.Next(1, 10)}},"seed":{{_dice.Next()}} }
            """;
    }
}
