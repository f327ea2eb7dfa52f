using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class ContentionTests(Azurite azurite)
{
    private const int Writers = 16;
    private const int Rounds = 5;
    private const int Lines = 50;

    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_writers_of_one_account_lose_nothing_and_count_without_a_gap()
    {
        var (table, account) = (new LedgerTable(await azurite.Table(LedgerTable.Name)), Account("contended"));
        await table.Commit(AccountHead.New(account), Opening("1000"), [], Stop);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(table, account, writer)));

        var head = await table.Load(account, Stop);
        var report = await new LedgerAuditor(table, TimeProvider.System).Audit(account, Stop);
        Assert.True(report.Ok, report.FirstBroken?.ToString());
        Assert.Equal(Writers * Rounds * Lines, report.Lines);
        Assert.Equal(2 + report.Lines, head.Seq);
        var spent = Writers * Rounds * Enumerable.Range(0, Lines).Sum(i => (1_000L + i) * 1_650);
        Assert.Equal(Usd("1000").Units - spent, head.State.Lots.Single().Remaining.Units);
    }

    /// <summary>Each batch is sent twice, as a queue may: the second time all of it is known.</summary>
    private static async Task Write(LedgerTable table, AccountId account, int writer)
    {
        var desk = new UsageDesk(table, new HotAccounts(), TimeProvider.System, new Jitter((ulong)writer));
        for (var round = 0; round < Rounds; round++)
        {
            var prefix = $"w{writer}-r{round}";
            Assert.Equal(Lines, await Rate(desk, account, prefix));
            Assert.Equal(0, await Rate(desk, account, prefix));
        }
    }

    /// <summary>A writer that stays unlucky comes again, as a message does after its lock.</summary>
    private static async Task<int> Rate(UsageDesk desk, AccountId account, string prefix)
    {
        for (var delivery = 1; ; delivery++)
        {
            try
            {
                return await desk.Decide(
                    account, [Today], (head, ids, _) => Task.FromResult(Decide(head, ids, prefix)), Stop);
            }
            catch (LedgerBusyException) when (delivery < 20)
            {
                await Task.Delay(50, Stop);
            }
        }
    }

    private static Decision<int> Decide(AccountHead head, UsageIds ids, string prefix)
    {
        var fresh = SomeLedger.Usage(head.State, Lines, prefix: prefix).Lines
            .Where(line => UsageDeskTests.Lookup(ids, line) == IdVerdict.New);
        var events = fresh.Select(line => (line.EventId, line.Time, line.Quantity.Micros / 1_000_000)).ToList();
        if (events.Count == 0) return new(0);

        var lines = SomeLedger.Rate(AccountBook.From(head.State), events);
        return new(events.Count, new LedgerEntry(Noon) { Lines = lines });
    }
}
