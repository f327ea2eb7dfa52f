using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Support;

/// <summary>Builders of things that tests need and do not care about.</summary>
public static partial class Some
{
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static RateCardId Card(string text = "ai-inference/input-tokens/USD") => RateCardId.Parse(text);

    public static Rate Rate(string price, string per, string currency = "USD") =>
        new(Amount.Parse(price, Currency.Parse(currency)), Quantity.Parse(per));

    public static PriceModel PerUnit(string price = "0.165", string per = "1000000", string currency = "USD") =>
        new PriceModel.PerUnit(Rate(price, per, currency));

    /// <summary>Steps such as "10:1.00 20:0.50 :0.25"; the last has no end.</summary>
    public static Tiers Tiers(string steps, string per = "1", string currency = "USD") => new(
        Quantity.Parse(per),
        steps.Split(' ').Select(step => step.Split(':')).Select(step => new Tier(
            step[0].Length == 0 ? null : Quantity.Parse(step[0]),
            Amount.Parse(step[1], Currency.Parse(currency)))));

    public static PriceTerms Terms(
        PriceModel? model = null, DateTimeOffset? validFrom = null, MeterRule? rule = null) => new(
        validFrom ?? Start,
        "{quantity} units",
        rule ?? MeterRule.Exact,
        [new(Dimensions.None, model ?? PerUnit())]);

    public static PriceVersion Version(PriceTerms? terms = null, RateCardId? card = null, int number = 1) =>
        new(card ?? Card(), number, Start, terms ?? Terms());

    public static RateCard RateCard(string card, params PriceTerms[] versions) => new(
        Card(card),
        [.. versions.Select((terms, index) => new PriceVersion(Card(card), index + 1, Start, terms))]);
}
