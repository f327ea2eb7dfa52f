using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanSpendReaderTests(Azurite azurite)
{
    private static readonly int[] DaysAgo = [9, 8, 8, 5, 2, 0];
    private static readonly PlanId Plan = PlanId.Parse(SomeVoucher.Id("P1"));

    [Fact]
    public async Task Short_answers_together_are_the_whole_and_what_the_cover_lost()
    {
        var past = new SomeHistory(new(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        await past.Commit(Entry(new MovementFact.CoverActivated(Plan.Value, 1, SomeCover.Terms())) with
        {
            Time = Noon.AddDays(-15),
        });
        foreach (var (number, days) in DaysAgo.Index())
            await past.Commit(new(Noon) { Lines = [Line(number, Noon.AddDays(-days))] });
        var cover = Assert.Single((await past.Ledger.Load(past.Account, default)).State.Covers);

        var today = LedgerKeys.DayOf(Noon);
        var all = new SpendQuestion(
            past.Account, Plan, null, Currency.Usd, "America/New_York", today.AddDays(-20), today.AddDays(2));
        var whole = await new PlanSpendReader(past.Reader).Read(all, default);
        var (parts, answers) = (new List<DaySpend>(), 0);
        for (var from = all.From; from < all.Until; answers++)
        {
            var read = await new PlanSpendReader(past.Reader, maxSegments: 1).Read(all with { From = from }, default);
            parts.AddRange(read.Days);
            from = read.Until;
        }

        Assert.Equal(all.Until, whole.Until);
        Assert.Equal(whole.Days, parts);
        Assert.True(answers > 2, $"{answers} answers");
        AmountSum lost = cover.Terms.Total - cover.Remaining;
        Assert.Equal(lost, Assert.Single(whole.Services).Amount);
        Assert.Equal("6 USD", lost.ToString());
    }

    /// <summary>A dollar, which the plan paid.</summary>
    private static RatedLine Line(int number, DateTimeOffset time) => new(
        "source", $"e{number}", time, Inference, InputTokens, "", "{quantity}", "card@1", Quantity.Of(number),
        Quantity.Of(1), Quantity.Of(1), Usd("1"),
        [new(FundKind.Plan, PlanScene.Id(Plan, 1), Quantity.Of(1), Usd("1"))], IsLate: false);
}
