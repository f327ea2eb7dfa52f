using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Overview;
using Billing.Statements;
using CsCheck;

namespace Billing.Functions.Tests.Overview;

public sealed class SpendReaderTests(Azurite azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 2, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public Task A_month_is_what_its_statement_says_however_often_it_was_added_up_before() => Gen
        .Select(SomeMonths.AnyCommit.Array[0, 10], SomeMonths.AnyCommit.Array[0, 10])
        .SampleAsync(
            async (commits, more) =>
            {
                var (past, reader) = await Past();
                await past.Write(Start, commits);
                await RequireAsStated(past, reader);
                foreach (var commit in more) await past.Add(commit);
                await RequireAsStated(past, reader);
                await RequireAsStated(past, new(past.Ledger, new(past.Ledger), await Known()));
            },
            iter: 10,
            threads: 1);

    [Fact]
    public async Task A_month_that_is_over_is_not_read_again()
    {
        var (past, reader) = await Past();
        await past.Write(Start, [new(0, 0, 0, 0, 5, 0)]);
        var february = StatementMonth.Of(2026, 2);
        var first = await reader.Read(past.Head, february, "UTC", Currency.Usd, Now, default);
        var plan = new FaultPlan();
        var faulty = new LedgerTable((await azurite.Tables(plan)).GetTableClient(LedgerTable.Name));

        var again = await new SpendReader(faulty, new(faulty), await Known())
            .Read(past.Head, february, "UTC", Currency.Usd, Now, default);

        Assert.True(again.IsFinal);
        Assert.Equal(first.Services.Values, again.Services.Values);
        Assert.Equal(0, plan.Calls);
    }

    private static async Task RequireAsStated(SomeMonths past, SpendReader reader)
    {
        for (var month = StatementMonth.Of(2026, 1); month.In("UTC").From <= past.Head.Time; month = month.Next())
        {
            var statement = await new StatementReader(past.Ledger, new(past.Ledger)).Read(
                past.Head, month, "UTC", Currency.Usd, past.Head.Time!.Value, default);
            var spend = await reader.Read(past.Head, month, "UTC", Currency.Usd, past.Head.Time!.Value, default);
            Assert.Equal(statement.Used, spend.Services.Values);
            Assert.Equal(statement.Status == StatementStatus.Final, spend.IsFinal);
        }
    }

    private async Task<(SomeMonths Past, SpendReader Reader)> Past()
    {
        var ledger = new LedgerTable(await azurite.Table(LedgerTable.Name));
        return (new(ledger, "UTC"), new(ledger, new(ledger), await Known()));
    }

    private async Task<MonthSpendTable> Known()
    {
        await azurite.Table(MonthSpendTable.Name);
        return new(await azurite.Tables());
    }
}
