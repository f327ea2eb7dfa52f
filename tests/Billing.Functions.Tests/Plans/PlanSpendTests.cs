using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class PlanSpendTests
{
    private static readonly PlanId Plan = PlanId.Parse(SomeVoucher.Id("P1"));
    private static readonly PlanId Other = PlanId.Parse(SomeVoucher.Id("P2"));
    private static readonly DateOnly First = new(2026, 3, 10);

    private static readonly SpendQuestion Question = new(
        AccountId.Parse("acme"), Plan, null, Currency.Usd, "Asia/Ho_Chi_Minh", First, First.AddDays(2));

    [Fact]
    public void Only_what_the_plan_paid_counts_on_the_day_of_the_account()
    {
        var spend = new PlanSpend(Question);

        spend.Add(Line("2026-03-09T16:59:59Z", "gpu", (PlanScene.Id(Plan, 1), "5")));
        spend.Add(Line("2026-03-09T17:00:00Z", "gpu", (PlanScene.Id(Plan, 1), "1"), (new("topup:x"), "7")));
        spend.Add(Line("2026-03-10T16:59:59Z", "gpu", (PlanScene.Id(Plan, 2), "2")));
        spend.Add(Line("2026-03-10T17:00:00Z", "api", (PlanScene.Id(Plan, 2), "0.5"), (PlanScene.Id(Other, 1), "9")));
        spend.Add(Line("2026-03-10T18:00:00Z", "api", (PlanScene.Id(Other, 1), "9")));
        spend.Add(Line("2026-03-11T17:00:00Z", "gpu", (PlanScene.Id(Plan, 2), "5")));

        Assert.Equal(
            ["2026-03-10 gpu 3 USD 2", "2026-03-11 api 0.5 USD 1"],
            spend.Days(First.AddDays(2)).Select(it => $"{it.Day:yyyy-MM-dd} {it.Service} {it.Amount} {it.Charges}"));
        Assert.Equal(
            ["api 0.5 USD 1", "gpu 3 USD 2"],
            spend.Services(First.AddDays(2)).Select(it => $"{it.Service} {it.Amount} {it.Charges}"));
        Assert.Single(spend.Days(First.AddDays(1)));
    }

    [Fact]
    public void What_is_taken_back_is_less_on_the_day_of_taking_back()
    {
        var spend = new PlanSpend(Question);
        var line = Line("2026-03-10T01:00:00Z", "gpu", (PlanScene.Id(Plan, 1), "3"));
        spend.Add(line);
        var usage = new ReversedUsage(
            new(First, 1, 0), line.Source, line.EventId, line.Time, line.Service, line.Meter, line.Billed, line.Amount,
            line.Legs);
        var time = line.Time.AddDays(1);

        spend.Add(new Movement(
            9, 1, time, new MovementFact.UsageReversed(usage, new(ReversalKind.Void, "e2", time), []), []));

        Assert.Equal("-3 USD", spend.Days(First.AddDays(2))[1].Amount.ToString());
        Assert.Equal("0 USD", Assert.Single(spend.Services(First.AddDays(2))).Amount.ToString());
    }

    [Fact]
    public void One_term_can_be_asked_for_alone()
    {
        var spend = new PlanSpend(Question with { Term = 1 });

        spend.Add(Line("2026-03-10T01:00:00Z", "gpu", (PlanScene.Id(Plan, 1), "3")));
        spend.Add(Line("2026-03-10T01:00:00Z", "gpu", (PlanScene.Id(Plan, 11), "5")));

        Assert.Equal("3 USD", Assert.Single(spend.Days(First.AddDays(2))).Amount.ToString());
    }

    private static RatedLine Line(string time, string service, params (LotId Fund, string Amount)[] legs)
    {
        var instant = DateTimeOffset.Parse(time, SomePlanBody.Invariant);
        var amount = SomePlan.Usd(legs.Sum(leg => decimal.Parse(leg.Amount, SomePlanBody.Invariant)));
        return new(
            "source", "e1", instant, new(service), new("meter"), "", "{quantity}", "card@1", Quantity.Zero,
            Quantity.Of(1), Quantity.Of(1), amount,
            [
                .. legs.Select(leg => new Leg(
                    leg.Fund.Value.StartsWith("plan:", StringComparison.Ordinal) ? FundKind.Plan : FundKind.TopUp,
                    leg.Fund, Quantity.Zero, Amount.Parse(leg.Amount, Currency.Usd))),
            ],
            IsLate: false);
    }
}
