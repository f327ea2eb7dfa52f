using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class LineRulesTests
{
    private static readonly RatedLine Line = new(
        "s", "id", Noon, Inference, InputTokens, "", "", "p@1", Quantity.Zero, Quantity.Of(2), Quantity.Of(2), Usd("5"),
        [new(FundKind.TopUp, new("topup:1"), Quantity.Of(2), Usd("5"))], false);

    [Fact]
    public void Legs_that_pay_the_line_and_free_lines_hold()
    {
        LineRules.Conserves(Line);
        LineRules.Conserves(Line with { Amount = Usd("0"), Legs = [] });
        LineRules.Conserves(Line with { Amount = Usd("0"), Legs = [Leg(FundKind.Plan, 2, "0")] });
        LineRules.Conserves(Line with { Legs = [Leg(FundKind.Plan, 1, "5")] });
        LineRules.Conserves(Line with { Legs = [Leg(FundKind.Plan, 0, "1"), Leg(FundKind.Debt, 2, "4")] });
    }

    [Fact]
    public void A_line_and_each_of_its_legs_charge_something_of_its_currency()
    {
        Refused(Line with { Amount = Usd("-5"), Legs = [] });
        Refused(Line with { Amount = Usd("0"), Billed = Quantity.Of(-1), Legs = [] });
        Refused(Line with { Legs = [Line.Legs[0], Leg(FundKind.Debt, 0, "0")] });
        Refused(Line with { Legs = [Line.Legs[0], Leg(FundKind.Plan, 0, "0")] });
        Refused(Line with { Legs = [Leg(FundKind.TopUp, 3, "5"), Leg(FundKind.Debt, -1, "0")] });
        Refused(Line with { Legs = [Leg(FundKind.TopUp, 1, "6"), Leg(FundKind.Plan, 1, "-1")] });
        Refused(Line with { Legs = [Leg(FundKind.TopUp, 3, "4"), Leg(FundKind.Debt, -1, "1")] });
        Refused(Line with { Legs = [Line.Legs[0] with { Amount = new(Usd("5").Units, Currency.Vnd) }] });
    }

    [Fact]
    public void Amounts_and_quantities_of_the_legs_sum_to_the_lines()
    {
        Refused(Line with { Legs = [] });
        Refused(Line with { Legs = [Leg(FundKind.TopUp, 2, "4")] });
        Refused(Line with { Legs = [Leg(FundKind.TopUp, 1, "5")] });
        Refused(Line with { Legs = [Leg(FundKind.Plan, 3, "5")] });
        Refused(Line with { Legs = [Leg(FundKind.Plan, 1, "3"), Leg(FundKind.Debt, 2, "2")] });
    }

    private static Leg Leg(FundKind kind, long quantity, string amount) =>
        new(kind, new("f"), Quantity.Of(quantity), Usd(amount));

    private static void Refused(RatedLine line) => Assert.StartsWith(
        "I3", Assert.Throws<InvariantException>(() => LineRules.Conserves(line)).Message, StringComparison.Ordinal);
}
