using System.Collections.Concurrent;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class ContentionTests(Azurite azurite)
{
    private const int Writers = 16;
    private const int Rounds = 5;
    private const int MostRetries = 3;

    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_writers_of_one_account_lose_nothing_and_count_without_a_gap()
    {
        var ledger = new LedgerTable(await azurite.Table(LedgerTable.Name));

        await Contend(ledger, lines: 50, writer => Desk(ledger, (ulong)writer));
    }

    /// <summary>
    /// Twenty thousand events in batches that sixteen tasks of one process charge at once, as a queue without sessions
    /// would deliver them: of a hundred commits ninety-nine need no more than three retries.
    /// </summary>
    [Fact]
    public async Task Sixteen_tasks_of_one_process_charge_twenty_thousand_events_once_with_few_retries()
    {
        var ledger = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var desk = Desk(ledger, 1);

        var retries = await Contend(ledger, lines: 250, _ => desk);

        Assert.Equal(Writers * Rounds, retries.Count);
        var most = retries.Order().ElementAt(retries.Count * 99 / 100);
        Assert.True(most <= MostRetries, $"{most} retries");
    }

    /// <returns>How often each commit was tried again.</returns>
    private static async Task<IReadOnlyCollection<int>> Contend(
        LedgerTable table, int lines, Func<int, UsageDesk> desk)
    {
        var (account, retries) = (Account("contended"), new ConcurrentBag<int>());
        await table.Commit(AccountHead.New(account), Opening("1000"), [], Stop);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(it => Write(desk(it), account, it, lines, retries)));

        var head = await table.Load(account, Stop);
        var report = await new LedgerAuditor(table, TimeProvider.System).Audit(account, Stop);
        Assert.True(report.Ok, report.FirstBroken?.ToString());
        Assert.Equal(Writers * Rounds * lines, report.Lines);
        Assert.Equal(2 + report.Lines, head.Seq);
        var spent = Writers * Rounds * Enumerable.Range(0, lines).Sum(i => (1_000L + i) * 1_650);
        Assert.Equal(Usd("1000").Units - spent, head.State.Lots.Single().Remaining.Units);
        return retries;
    }

    /// <summary>As one process has it.</summary>
    private static UsageDesk Desk(LedgerTable table, ulong seed) =>
        new(table, new HotAccounts(), TimeProvider.System, new Jitter(seed));

    /// <summary>Each batch is sent twice, as a queue may: the second time all of it is known.</summary>
    private static async Task Write(
        UsageDesk desk, AccountId account, int writer, int lines, ConcurrentBag<int> retries)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var prefix = $"w{writer}-r{round}";
            var first = await Rate(desk, account, prefix, lines);
            retries.Add(first.Tries - 1);
            Assert.Equal(lines, first.Charged);
            Assert.Equal(0, (await Rate(desk, account, prefix, lines)).Charged);
        }
    }

    /// <summary>A writer that stays unlucky comes again, as a message does after its lock.</summary>
    private static async Task<(int Charged, int Tries)> Rate(
        UsageDesk desk, AccountId account, string prefix, int lines)
    {
        var tries = 0;
        for (var delivery = 1; ; delivery++)
        {
            try
            {
                var charged = await desk.Decide(
                    account,
                    [Today],
                    (head, ids, _) =>
                    {
                        tries++;
                        return Task.FromResult(Decide(head, ids, prefix, lines));
                    },
                    Stop);
                return (charged, tries);
            }
            catch (LedgerBusyException) when (delivery < 20)
            {
                await Task.Delay(50, Stop);
            }
        }
    }

    private static Decision<int> Decide(AccountHead head, UsageIds ids, string prefix, int count)
    {
        var fresh = SomeLedger.Usage(head.State, count, prefix: prefix).Lines
            .Where(line => UsageDeskTests.Lookup(ids, line) == IdVerdict.New);
        var events = fresh.Select(line => (line.EventId, line.Time, line.Quantity.Micros / 1_000_000)).ToList();
        if (events.Count == 0) return new(0);

        var lines = SomeLedger.Rate(AccountBook.From(head.State), events);
        return new(events.Count, new LedgerEntry(Noon) { Lines = lines });
    }
}
