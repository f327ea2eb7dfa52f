using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>A price version as callers see it; the terms have the members with which they were published.</summary>
public sealed record PriceVersionAnswer(
    ServiceName Service, MeterName Meter, Currency Currency, int Version, DateTimeOffset PublishedAt, JsonNode Terms)
{
    public static PriceVersionAnswer Of(PriceVersion version) => new(
        version.Card.Service,
        version.Card.Meter,
        version.Card.Currency,
        version.Number,
        version.PublishedAt,
        JsonNode.Parse(PriceTermsJson.Text(version.Terms))!);
}
