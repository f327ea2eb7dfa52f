using Billing.Money;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>What is published as prices, and what is answered of them.</summary>
public static class PricingOperations
{
    private const int MaxDigits = RequestBody.MaxValueLength;

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetPriceVersions), it => it
            .Query(query => query.Page())
            .Answers<PageOf<PriceVersionAnswer>>())
        .Add(nameof(PublishPriceVersion), it => it
            .Body(Terms)
            .Example("""
                {"validFrom":"2026-01-01T00:00:00Z","description":"GPU, {quantity} h",
                 "prices":[{"model":"perUnit","price":"2.50","per":"1"}],"roundUpTo":"0.25"}
                """)
            .Example("""
                {"validFrom":"2026-01-01T00:00:00Z","description":"{quantity} tokens","prices":[
                 {"when":[{"name":"model","value":"large"}],"model":"graduated","per":"1000000",
                  "tiers":[{"upTo":"1000000000","price":"0.5"},{"price":"0.165"}]},
                 {"model":"package","price":"1","per":"1000000"}]}
                """)
            .Answers<PriceVersionAnswer>(201)
            .Refuses(409, PublishRefusal.OtherTerms, PublishRefusal.TooManyVersions));

    private static void Terms(Fields body) => body
        .Time("validFrom", "Only the first version of a rate card may start in the past.")
        .Text("description", PriceTerms.MaxDescription, "GPU, {quantity} h", "The only placeholder is {quantity}.")
        .Items("prices", PriceTerms.MaxOptions, Price, "The most particular that fits a use holds.")
        .Optional
        .Value<Quantity>("roundUpTo", "0.25", "Begun units of so much count whole.")
        .Value<Quantity>("minimumQuantity", "0.5")
        .Text("minimumCharge", MaxDigits, "0.01", "In the rate card's currency.")
        .Object("states", States, "For meters of time: which states of a resource are billed.");

    private static void Price(Fields price) => price
        .Choice<PriceModelName>("model")
        .Optional
        .Items("when", Dimensions.MaxCount, When, "What a use must have; all uses without it.")
        .Sometimes
        .Value<Quantity>("per", "1", "For how much the price is; not of percentages.")
        .Text("price", MaxDigits, "2.50", "Of perUnit and package, in the rate card's currency.")
        .Items("tiers", Tiers.MaxCount, Tier, "Of graduated and volume.")
        .Number("basisPoints", 1, PriceModel.Percentage.MaxBasisPoints, 250, "Of percentages.")
        .Text("maxUnitPrice", MaxDigits, "3", "Of callerPriced: the dearest unit, the dearest amount, or both.")
        .Text("maxAmount", MaxDigits, "100", "Of callerPriced.");

    private static void When(Fields pair) => pair
        .Text("name", Dimensions.MaxLength, "region")
        .Text("value", Dimensions.MaxLength, "vn-south");

    private static void Tier(Fields tier) => tier
        .Text("price", MaxDigits, "0.165")
        .Optional
        .Value<Quantity>("upTo", "1000000", "The last tier has none.");

    private static void States(Fields states) => states
        .Text("dimension", Dimensions.MaxLength, "state")
        .Sometimes
        .Texts("billed", StateFilter.MaxStates, Dimensions.MaxLength, "running", "At least one.")
        .Texts("free", StateFilter.MaxStates, Dimensions.MaxLength, "stopped", "Others are refused.");
}
