using System.Text.Json;
using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Tests.Accounting;

public sealed class LedgerTests
{
    [Fact]
    public void The_line_has_the_contracts_keys_in_order_and_names_only_reasons_that_happened()
    {
        var ledger = new Ledger();
        LedgerAccount account = ledger.OpenAccount();
        for (int i = 0; i < 9; i++)
        {
            account.CountReceived();
        }

        account.CountFiltered();
        ledger.CountDelivered(5);
        ledger.CountDropped(DropReason.TooOld, 2);
        ledger.CountRetry();
        ledger.CountAmbiguous(3);
        ledger.CloseAccount(account);

        Assert.Equal(
            """ledger {"received":9,"fragments":0,"delivered":5,"filtered":1,"dropped":{"too_old":2},"""
            + """"pending":1,"redactions":{},"retries":1,"ambiguous":3}""",
            ledger.Snapshot().ToString());
        using JsonDocument _ = JsonDocument.Parse(ledger.Snapshot().ToString()["ledger ".Length..]);
    }

    [Fact]
    public void Every_reason_has_a_name_of_its_own() =>
        Assert.Equal(DropReasons.All.Count, DropReasons.All.Select(r => r.Name()).Distinct().Count());

    [Fact]
    public async Task Pending_is_never_negative_while_lanes_write_and_batches_are_settled()
    {
        var ledger = new Ledger();
        using var stop = new CancellationTokenSource();
        Task writing = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    LedgerAccount account = ledger.OpenAccount();
                    for (int i = 0; i < 1_000; i++)
                    {
                        account.CountReceived();
                        ledger.CountDelivered(1);
                    }

                    ledger.CloseAccount(account);
                }
            },
            TestContext.Current.CancellationToken);

        for (int i = 0; i < 20_000; i++)
        {
            Assert.True(ledger.Snapshot().Pending >= 0);
        }

        await stop.CancelAsync();
        await writing;
        Assert.Equal(0, ledger.Snapshot().Pending);
    }
}
