using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;
using CsCheck;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Statements;

public sealed class StatementReaderTests(Azurite azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 2, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Ho_Chi_Minh", "Australia/Lord_Howe"];

    [Fact]
    public Task Months_add_up_and_each_opens_with_what_the_last_closed_with() => Gen
        .Select(Gen.Int[0, Zones.Length - 1], SomeMonths.AnyCommit.Array[0, 14], Gen.Long[0, 80 * TimeSpan.TicksPerDay])
        .SampleAsync(
            async (zone, commits, instant) =>
            {
                var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
                var past = new SomeMonths(table, Zones[zone]);
                await past.Write(Start, commits);
                var end = past.Head.Time!.Value;

                StatementBalance? carried = null;
                for (var month = StatementMonth.Of(2026, 1); month.In(Zones[zone]).From <= end; month = month.Next())
                {
                    var statement = await Read(table, past.Head, month, Zones[zone]);
                    Assert.Equal(carried ?? StatementBalance.Of(default, Currency.Usd), statement.Opening);
                    RequireAsRetold(past, statement);
                    carried = statement.Closing;
                }
                Assert.Equal(StatementBalance.Of(past.Commits[^1].Left, Currency.Usd), carried);
                await RequireAsOf(table, past, Start.AddTicks(instant));
            },
            iter: 12,
            threads: 1);

    [Fact]
    public async Task A_month_is_that_of_the_account_s_zone_by_the_time_of_commit()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var past = new SomeMonths(table, "Europe/Berlin");
        var (from, until) = StatementMonth.Of(2026, 3).In("Europe/Berlin");
        await past.Write(from.AddTicks(-1), []);

        Assert.Equal(TimeSpan.FromDays(31) - TimeSpan.FromHours(1), until - from);
        var february = await Read(table, past.Head, StatementMonth.Of(2026, 2), "Europe/Berlin");
        Assert.Equal((from, StatementStatus.Final), (february.Until, february.Status));
    }

    [Fact]
    public async Task A_month_is_open_then_settles_and_is_final_once_nothing_can_be_added()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var past = new SomeMonths(table, "UTC");
        await past.Write(Start, []);
        var end = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var later = past.Head with { Time = end };

        Assert.Equal(StatementStatus.Open, (await At(past.Head, end.AddTicks(-1))).Status);
        Assert.Equal(StatementStatus.Settling, (await At(past.Head, end)).Status);
        Assert.Equal(StatementStatus.Final, (await At(past.Head, end + LedgerTime.Settling)).Status);
        Assert.Equal(StatementStatus.Final, (await At(later, end)).Status);

        Task<Statement> At(AccountHead head, DateTimeOffset now) =>
            new StatementReader(table, new(table)).Read(
                head, StatementMonth.Of(2026, 2), "UTC", Currency.Usd, now, default);
    }

    [Fact]
    public async Task A_month_of_large_charges_and_their_voids_is_told_exactly()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var (head, huge) = (AccountHead.New(Account()), new Amount(long.MaxValue / 10 * 9, Currency.Usd));
        await Commit(Opening("1"));
        for (var i = 0; i < 3; i++)
        {
            var spent = Spending(head.State, huge, Noon, $"spent-{i}");
            await Commit(spent);
            var id = new LineId(LedgerKeys.DayOf(Noon), head.Seq, 0);
            var usage = ReversedUsage.Of(id, spent.Lines[0], new Dictionary<LotId, CoverTerms>());
            ImmutableArray<Lot> used = [LotOrigin.Of(TopUp("1"), 2)!];
            await Commit(Entry(new MovementFact.UsageReversed(usage, new(ReversalKind.Void, $"v-{i}", Noon), used)));
        }

        var statement = await Read(table, head, StatementMonth.Of(2026, 3), "UTC");

        var three = new AmountSum((Int128)huge.Units * 3, Currency.Usd);
        Assert.Equal(("2490310449.950789466", three), (three.ToDecimalString(), statement.Used.Single().Amount));
        Assert.Equal((three, Usd("1")), (statement.Reversed, statement.Closing.Total));
        Assert.Equal(three, statement.Funds.Single(it => it.Fund == CreditKind.TopUp).Used);

        async Task Commit(LedgerEntry entry) =>
            head = Assert.IsType<CommitResult.Committed>(await table.Commit(head, entry, [], default)).Head;
    }

    private static Task<Statement> Read(LedgerTable table, AccountHead head, StatementMonth month, string zone) =>
        new StatementReader(table, new(table)).Read(head, month, zone, Currency.Usd, Noon.AddYears(1), default);

    /// <summary>The statement says what the commits of the month did, told the slow and simple way.</summary>
    private static void RequireAsRetold(SomeMonths past, Statement statement)
    {
        var month = past.Commits.Where(it => it.Time >= statement.From && it.Time < statement.Until).ToList();
        var lines = month.SelectMany(it => it.Entry.Lines).ToList();
        var facts = month.SelectMany(it => it.Entry.Movements).ToList();
        AmountSum topUps = Sum(facts.OfType<MovementFact.TopUpCredited>().Select(it => it.Amount)),
            vouchers = Sum(facts.OfType<MovementFact.VoucherGranted>().Select(it => it.Amount));

        Assert.Equal([new(CreditKind.TopUp, topUps), new AddedCredit(CreditKind.Voucher, vouchers)], statement.Added);
        Assert.Equal(
            lines.GroupBy(line => line.Service).OrderBy(group => group.Key).Select(group => new UsedCredit(
                group.Key, group.Count(), Sum(group.Select(line => line.Amount)), Sum([]))),
            statement.Used);
        var vouchersUsed = Sum(
            lines.SelectMany(line => line.Legs).Where(leg => leg.Kind == FundKind.Voucher).Select(leg => leg.Amount));
        Assert.Equal(vouchersUsed, statement.Funds.Single(it => it.Fund == CreditKind.Voucher).Used);
        Assert.Equal(
            statement.Closing.Total,
            statement.Opening.Total + topUps + vouchers
                - statement.Used.Aggregate(Sum([]), (sum, used) => sum + used.Amount));
    }

    private static async Task RequireAsOf(LedgerTable table, SomeMonths past, DateTimeOffset instant)
    {
        var due = past.Commits.LastOrDefault(it => it.Time <= instant);

        var last = await new CommitSearch(table).LastAt(past.Account, past.Head.CommitNo, instant, default);
        var balance = PastBalance.Of(instant, last, Currency.Usd, isFinal: true);

        Assert.Equal(past.Commits.FindLastIndex(it => it.Time <= instant) + 1, balance.Commit);
        Assert.Equal(StatementBalance.Of(due.Left, Currency.Usd).Total, (AmountSum?)balance.Total);
        Assert.Equal(due.Left.Debt, balance.Debt!.Value.Units);
    }

    private static AmountSum Sum(IEnumerable<Amount> amounts) =>
        amounts.Aggregate(AmountSum.Zero(Currency.Usd), (sum, amount) => sum + amount);
}
