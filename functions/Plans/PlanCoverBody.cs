using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Plans;

/// <summary>Reads what a plan covers, and notes every fault; the window is set when a term begins.</summary>
/// <param name="currency">The plan's.</param>
public sealed class PlanCoverBody(Currency currency)
{
    /// <summary>The cover; to be used only if the body then refuses nothing.</summary>
    public CoverTerms Read(RequestBody body) => new(
        Scope(body),
        DateTimeOffset.UnixEpoch,
        Until: null,
        body.Amount("amount"),
        body.Has("quotas") ? [.. body.Items("quotas", CoverTerms.MaxQuotas).Select(Quota)] : [],
        body.OptionalFlag("sharedCeiling") ?? false,
        body.Has("prices") ? [.. body.Items("prices", CoverTerms.MaxPrices).Select(Price)] : []);

    private static CoverScope Scope(RequestBody body)
    {
        if (body.OptionalFlag("comprehensive") != true) return new(false, Services(body, "services"));

        if (body.Has("services"))
            body.Fault("services", "not_with_comprehensive", "A comprehensive plan names its exclusions alone.");
        return new(true, body.Has("exclusions") ? Services(body, "exclusions") : []);
    }

    private static ImmutableArray<ServiceName> Services(RequestBody body, string name)
    {
        var services = ImmutableArray.CreateBuilder<ServiceName>();
        foreach (var (index, text) in body.Texts(name, CoverTerms.MaxServices, maxLength: 100).Index())
            if (ServiceName.TryParse(text, out var service)) services.Add(service);
            else body.Fault($"{name}[{index}]", "invalid", "This is not a service.");
        return services.ToImmutable();
    }

    private CoverQuota Quota(RequestBody body) => new(
        Service(body),
        body.Has("amount") ? Money(body, "amount") : null,
        body.Has("units") ? body.Quantity("units") : null);

    private CoverPrice Price(RequestBody body)
    {
        var service = Service(body);
        var meter = body.Value<MeterName>("meter", MeterName.TryParse, "a meter");
        return new(service, meter, When(body), Rate(body));
    }

    private static ServiceName Service(RequestBody body) =>
        body.Value<ServiceName>("service", ServiceName.TryParse, "a service");

    private Rate Rate(RequestBody body)
    {
        var price = Money(body, "price");
        if (price.IsNegative) body.Fault("price.amount", "negative", "A price is zero or more.");
        var per = body.Value<Quantity>("per", TryPositive, "a quantity above zero, as a decimal string");
        return new(price.IsNegative ? Amount.Zero(currency) : price, per.IsZero ? Quantity.Of(1) : per);
    }

    private Amount Money(RequestBody body, string name)
    {
        var amount = body.Amount(name);
        if (amount == default || amount.Currency == currency) return amount with { Currency = currency };

        body.Fault(
            $"{name}.currency", Problem.Code(TermsRefusal.CurrencyDiffers),
            PlanTermsRules.Explain(TermsRefusal.CurrencyDiffers));
        return Amount.Zero(currency);
    }

    private static string When(RequestBody body)
    {
        if (!body.Has("when")) return "";

        var pairs = body.Items("when", Dimensions.MaxCount)
            .Select(pair => (
                Name: pair.Text("name", Dimensions.MaxLength),
                Value: pair.Text("value", Dimensions.MaxLength)))
            .ToArray();
        if (pairs.DistinctBy(pair => pair.Name).Count() == pairs.Length) return Dimensions.Of(pairs).Text;

        body.Fault("when", "repeated", "A dimension is named twice.");
        return "";
    }

    private static bool TryPositive(string? text, out Quantity quantity) =>
        Quantity.TryParse(text, out quantity) && quantity > Quantity.Zero;
}
