using System.Collections.Immutable;
using System.Text;
using Billing.Money;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>
/// Reads price terms from JSON and notes every fault; prices are decimal strings in the rate card's currency.
/// </summary>
public sealed class PriceTermsBody(Currency currency)
{
    private static readonly PriceModel Faulty = new PriceModel.PerUnit(new(Amount.Zero(Currency.Usd), Quantity.Of(1)));

    /// <summary>Reads what the table stored; it was checked when it was published.</summary>
    /// <exception cref="InvariantException">The stored text is not terms.</exception>
    public PriceTerms Stored(string json)
    {
        var body = RequestBody.Parse(Encoding.UTF8.GetBytes(json));
        var terms = Read(body);
        Invariant.Holds(body.Refused() is null, "Stored price terms can be read");
        return terms;
    }

    /// <summary>The terms; to be used only if the body then refuses nothing.</summary>
    public PriceTerms Read(RequestBody body)
    {
        var description = body.Text("description", PriceTerms.MaxDescription);
        if (!PriceTerms.IsTemplate(description))
            body.Fault("description", "unknown_placeholder", "The only placeholder is {quantity}.");

        var terms = new PriceTerms(body.Time("validFrom"), description, Rule(body), [.. Options(body)])
        {
            States = body.Has("states") ? StateFilterBody.Read(body.Object("states")) : null,
        };
        if (terms.Tie() is { } tie)
            body.Fault($"prices[{tie.Second}].when", "ambiguous", $"It could tie with prices[{tie.First}].");
        if (terms.HasMinimumOnPackages)
            body.Fault("minimumCharge", "not_with_packages", "A package price has no minimum charge.");
        if (terms.HasMinimumOnCallerPrices)
            body.Fault("minimumCharge", "not_with_caller_prices", "A caller's price has no minimum charge.");
        if (PriceTermsJson.Text(terms).Length > PriceTerms.MaxTextLength)
            body.Fault("prices", "too_large", "All prices together are too large to keep.");
        return terms;
    }

    private MeterRule Rule(RequestBody body) => new(
        OptionalQuantity(body, "roundUpTo"),
        OptionalQuantity(body, "minimumQuantity") ?? Quantity.Zero,
        OptionalPrice(body, "minimumCharge"));

    private IEnumerable<PriceOption> Options(RequestBody body)
    {
        var prices = body.Items("prices", PriceTerms.MaxOptions);
        if (prices.Count == 0) body.Fault("prices", "required", "At least one price.");
        foreach (var price in prices) yield return new(When(price), Model(price));
    }

    private static Dimensions When(RequestBody price)
    {
        if (!price.Has("when")) return Dimensions.None;

        var pairs = price.Items("when", Dimensions.MaxCount)
            .Select(pair => (
                Name: pair.Text("name", Dimensions.MaxLength),
                Value: pair.Text("value", Dimensions.MaxLength)))
            .ToArray();
        if (pairs.DistinctBy(pair => pair.Name).Count() == pairs.Length) return Dimensions.Of(pairs);

        price.Fault("when", "repeated", "A dimension is named twice.");
        return Dimensions.None;
    }

    private PriceModel Model(RequestBody price) => price.Choice<PriceModelName>("model") switch
    {
        PriceModelName.PerUnit => new PriceModel.PerUnit(Rate(price)),
        PriceModelName.Package => new PriceModel.Package(Rate(price)),
        PriceModelName.Graduated => Steps(price) is { } tiers ? new PriceModel.Graduated(tiers) : Faulty,
        PriceModelName.Volume => Steps(price) is { } tiers ? new PriceModel.Volume(tiers) : Faulty,
        PriceModelName.Percentage => new PriceModel.Percentage(
            price.Number("basisPoints", 1, PriceModel.Percentage.MaxBasisPoints), currency),
        PriceModelName.CallerPriced => new PriceModel.CallerPriced(Limits(price)),
        _ => Faulty,
    };

    private Rate Rate(RequestBody price)
    {
        var per = Positive(price, "per");
        return new(Price(price, "price"), per);
    }

    /// <summary>A caller without a limit could charge anything, so one is required.</summary>
    private CallerLimits Limits(RequestBody price)
    {
        var per = Positive(price, "per");
        var (unit, amount) = (OptionalPrice(price, "maxUnitPrice"), OptionalPrice(price, "maxAmount"));
        if (unit is null && amount is null)
            price.Fault("maxUnitPrice", "required", "State the dearest unit, the dearest amount, or both.");
        return new(per, unit, amount, currency);
    }

    private Tiers? Steps(RequestBody price)
    {
        var per = Positive(price, "per");
        var steps = price.Items("tiers", Tiers.MaxCount)
            .Select(step => new Tier(OptionalQuantity(step, "upTo"), Price(step, "price")))
            .ToImmutableArray();
        if (Tiers.AreInOrder(steps)) return new(per, steps);

        price.Fault("tiers", "order", "Tiers rise from above zero; the last one, and only it, has no upTo.");
        return null;
    }

    private static Quantity Positive(RequestBody body, string name) =>
        body.Value<Quantity>(name, TryPositive, "a quantity above zero, as a decimal string") is { IsZero: false } read
            ? read
            : Quantity.Of(1);

    private static Quantity? OptionalQuantity(RequestBody body, string name) =>
        body.Has(name) ? Positive(body, name) : null;

    private Amount? OptionalPrice(RequestBody body, string name) => body.Has(name) ? Price(body, name) : null;

    private Amount Price(RequestBody body, string name)
    {
        var price = body.Value<Amount>(name, TryPrice, $"a price in {currency}, zero or more, as a decimal string");
        return price.Currency == currency ? price : Amount.Zero(currency);
    }

    private static bool TryPositive(string? text, out Quantity quantity) =>
        Quantity.TryParse(text, out quantity) && quantity > Quantity.Zero;

    private bool TryPrice(string? text, out Amount price) =>
        Amount.TryParse(text, currency, out price) && !price.IsNegative;
}
