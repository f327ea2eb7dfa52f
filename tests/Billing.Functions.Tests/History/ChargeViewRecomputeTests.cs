using System.Numerics;
using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.History;

/// <summary>
/// A customer with nothing but the JSON of an explanation works the charge out again, to the last unit, whatever the
/// rate card, the plan and the use.
/// </summary>
public sealed class ChargeViewRecomputeTests
{
    private static readonly RateCardId Card = Some.Card("ai-inference/images/USD");

    private static readonly Gen<Quantity> Positive = Gen.Long[1, 40_000_000].Select(micros => new Quantity(micros));

    private static readonly Gen<Amount> Price =
        Gen.Long[0, 30_000_000_000].Select(units => new Amount(units, Currency.Usd));

    private static readonly Gen<Tiers> Steps =
        from per in Positive
        from ends in Gen.Long[1, 60_000_000].Array[0, 4]
        from prices in Price.Array[5]
        let rising = ends.Distinct().Order().ToList()
        select new Tiers(per, [
            .. rising.Select((end, i) => new Tier(new Quantity(end), prices[i])), new Tier(null, prices[4])]);

    private static readonly Gen<PriceModel> Model = Gen.OneOf(
        Gen.Select(Price, Positive, PriceModel (price, per) => new PriceModel.PerUnit(new(price, per))),
        Gen.Select(Price, Positive, PriceModel (price, per) => new PriceModel.Package(new(price, per))),
        Steps.Select(PriceModel (steps) => new PriceModel.Graduated(steps)),
        Steps.Select(PriceModel (steps) => new PriceModel.Volume(steps)),
        Gen.Int[1, 100_000].Select(PriceModel (points) => new PriceModel.Percentage(points, Currency.Usd)),
        Positive.Select(PriceModel (per) => new PriceModel.CallerPriced(
            new(per, Amount.Parse("1000", Currency.Usd), Amount.Parse("100000", Currency.Usd), Currency.Usd))));

    private static readonly Gen<MeterRule> Rule =
        from quantum in Positive.Select(it => (Quantity?)it)
        from least in Positive
        from charge in Price.Select(it => (Amount?)it)
        from parts in Gen.Int[0, 7]
        select new MeterRule(
            (parts & 1) == 0 ? null : quantum, (parts & 2) == 0 ? Quantity.Zero : least,
            (parts & 4) == 0 ? null : charge);

    private static readonly Gen<(PriceTerms Terms, bool HasPlan)> Cards =
        from model in Model
        from rule in Rule
        from hasStates in Gen.Bool
        from hasPlan in Gen.Bool
        let isFixed = model is PriceModel.Package or PriceModel.CallerPriced || hasPlan
        select (Some.Terms(model, rule: isFixed ? rule with { MinimumCharge = null } : rule) with
        {
            States = hasStates ? new StateFilter("state", ["on"], ["off"]) : null,
        }, hasPlan);

    [Fact]
    public void The_posted_amount_follows_from_the_explanation_alone() =>
        Gen.Select(Cards, Gen.Long[0, 50_000_000].Array[1, 12], Gen.Long[1, 10_000_000_000], Gen.Bool).Sample(
            (card, uses, stated, isAmount) =>
            {
                var lines = Charge(card.Terms, card.HasPlan, uses, new(stated, Currency.Usd), isAmount);
                Assert.Equal(uses.Length, lines.Count);
                foreach (var (line, covers) in lines)
                {
                    var explained = Explanation.Of(line, Some.Version(card.Terms, Card), cover => covers[cover]);
                    var id = new LineId(LedgerKeys.DayOf(line.Time), 5, 0);
                    var json = JsonSerializer.Serialize(
                        ChargeView.Of(id, line, explained, [.. covers.Values]), Json.Options);
                    Assert.Equal((BigInteger)line.Amount.Units, Recompute(JsonDocument.Parse(json).RootElement));
                }
            }, iter: 3_000);

    private static List<(RatedLine Line, Dictionary<LotId, CoverTerms> Covers)> Charge(
        PriceTerms terms, bool hasPlan, long[] uses, Amount stated, bool isAmount)
    {
        var plan = new MovementFact.CoverActivated("p", 1, new(
            SomeCover.Everything, Some.Start, null, Amount.Parse("40", Currency.Usd), [], false,
            isAmount ? [new(new("ai-inference"), new("images"), "", Some.Rate("0.7", "3"))] : []));
        var book = hasPlan ? Some.OpenBook(plan, Some.TopUp("30")) : Some.OpenBook(Some.TopUp("30"));
        var events = uses.Select((micros, i) => (ReportedEvent)new ReportedEvent.Sound(i, "{}"u8.ToArray(), new(
            "s", $"e{i:D2}", Some.Account, Some.Noon.AddMinutes(-60 + i), new("ai-inference"), new("images"),
            new(micros), Dimensions.Of(("state", i % 4 == 3 ? "off" : "on")), null,
            Stated(terms.Options[0].Model, stated, isAmount && micros > 0)))).ToArray();
        var prices = Some.Prices(Some.RateCard(Card.ToString(), terms));
        var folded = new Rating(book, new(), prices, UsageRules.Default, Some.Noon).Fold(events, FoldLimits.Largest);
        return [.. folded.Lines.Select(line =>
            (line, new Dictionary<LotId, CoverTerms> { [new(plan.Cause)] = plan.Terms }))];
    }

    private static StatedPrice? Stated(PriceModel model, Amount amount, bool isAmount) => model switch
    {
        PriceModel.Percentage => new(StatedPriceKind.Currency, Amount.Zero(Currency.Usd)),
        PriceModel.CallerPriced when isAmount => new(StatedPriceKind.Amount, new(1, Currency.Usd)),
        PriceModel.CallerPriced => new(StatedPriceKind.UnitPrice, amount),
        _ => null,
    };

    /// <summary>Whole-number arithmetic on the texts of the JSON, without a line of the product's.</summary>
    private static BigInteger Recompute(JsonElement charge)
    {
        var rule = charge.GetProperty("rule");
        var billed = Digits(charge.GetProperty("quantity"), 6);
        if (charge.GetProperty("isFreeState").GetBoolean()) billed = 0;
        if (billed > 0) billed = BigInteger.Max(billed, Digits(rule.GetProperty("minimumQuantity"), 6));
        if (rule.GetProperty("roundUpTo") is { ValueKind: JsonValueKind.String } quantum)
            billed = (billed + Digits(quantum, 6) - 1) / Digits(quantum, 6) * Digits(quantum, 6);
        Assert.Equal(billed, Digits(charge.GetProperty("billed"), 6));

        var cost = Rounded(charge.GetProperty("tierPath"));
        Assert.Equal(cost, Money(charge.GetProperty("cost")));
        var total = charge.GetProperty("covered").EnumerateArray()
            .Aggregate(cost, (sum, part) => sum + Rounded(part.GetProperty("tierPath")));
        return charge.GetProperty("isMinimumCharge").GetBoolean()
            ? BigInteger.Max(total, Money(rule.GetProperty("minimumCharge")))
            : total;
    }

    private static BigInteger Rounded(JsonElement path)
    {
        var (exact, per) = (BigInteger.Zero, BigInteger.One);
        foreach (var part in path.EnumerateArray())
        {
            per = Digits(part.GetProperty("per"), 6);
            exact += Money(part.GetProperty("price")) * Digits(part.GetProperty("quantity"), 6);
        }
        return (2 * exact + per) / (2 * per);
    }

    private static BigInteger Money(JsonElement json) => Digits(json.GetProperty("amount"), 10);

    private static BigInteger Digits(JsonElement json, int decimals)
    {
        var parts = json.GetString()!.Split('.');
        return BigInteger.Parse(parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(decimals, '0'));
    }
}
