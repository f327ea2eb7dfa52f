using Billing.Money;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.ExchangeRates;

/// <summary>
/// Reads the rates of the configured pairs from the configured source. One that jumps away from the rate that stands is
/// left for an administrator to confirm.
/// </summary>
public sealed partial class FetchExchangeRates(
    RateSource source,
    ExchangeRateTable rates,
    ExchangeTerms terms,
    TimeProvider clock,
    ILogger<FetchExchangeRates> log)
{
    [Function(nameof(FetchExchangeRates))]
    public async Task Run([TimerTrigger("%FetchExchangeRatesSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        if (terms.Source is not { } address) return;
        if (await source.Read(address, stop) is not { } document)
        {
            Unread(address.Host);
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var pair in terms.Pairs)
        {
            if (document.Of(pair) is { } rate)
                await Take(new(pair, rate, address.Host, document.TakenAt(now)), stop);
            else
                Missing(pair, address.Host);
        }
    }

    private async Task Take(PublishedRate rate, CancellationToken stop)
    {
        var outcome = await rates.Take(rate, terms.MaxJumpPercent, stop);
        if (!outcome.IsAccepted(out _, out var refusal) && refusal == RateRefusal.Jumps) Jumped(rate.Pair, rate.Rate);
    }

    [LoggerMessage(7001, LogLevel.Warning, "{Source} gave no document of exchange rates; those that stand grow older")]
    private partial void Unread(string source);

    [LoggerMessage(7002, LogLevel.Warning, "{Source} does not tell the exchange rate of {Pair}")]
    private partial void Missing(CurrencyPair pair, string source);

    [LoggerMessage(7003, LogLevel.Error, "The exchange rate {Rate} of {Pair} is too far from the last: not taken")]
    private partial void Jumped(CurrencyPair pair, ExchangeRate rate);
}
