namespace Billing.ExchangeRates;

/// <summary>A rate as callers see it: one unit of the first currency is worth the rate in the second.</summary>
public sealed record RateAnswer(
    string From, string To, string Rate, string Source, DateTimeOffset TakenAt, string? SetBy)
{
    public static RateAnswer Of(PublishedRate rate) => new(
        rate.Pair.From.Code, rate.Pair.To.Code, rate.Rate.ToString(), rate.Source, rate.TakenAt, rate.SetBy);
}
