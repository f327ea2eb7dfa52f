using Billing.Ledger;
using Billing.Pricing;

namespace Billing.Simulation.Model;

/// <summary>What is published, and what of it a seeded bug lets the app be told.</summary>
public sealed partial class Rehearsal
{
    private async Task Reprice(Step step)
    {
        var meter = ModelMeters.All[step.Pick(15, ModelMeters.All.Length)];
        var from = Now.AddMinutes(step.Pick(16, 3) * 90);
        if (_prices.Knows(meter)) from += RateCard.MinNotice;
        if (_prices.Knows(meter) && from <= _prices.Last(meter)) return;
        await Publish(meter, step.Pick(17, 4), from);
    }

    private async Task Publish(string meter, int number, DateTimeOffset from)
    {
        var version = ModelMeters.Version(meter, number, from);
        var name = meter.Split('/');
        await _story.Price(name[0], name[1], _currency, Told(ModelMeters.Json(version)), from);
        _prices.Publish(meter, version);
    }

    private string Told(string prices) => _bug switch
    {
        SeededBug.WrongPrice => prices.Replace("0.165", "0.165001", StringComparison.Ordinal),
        SeededBug.BilledFreeState => prices
            .Replace("[\"running\"]", "[\"running\",\"stopped\"]", StringComparison.Ordinal)
            .Replace("[\"stopped\"]", "[]", StringComparison.Ordinal),
        SeededBug.WrongPercentage => prices.Replace("\"basisPoints\":1", "\"basisPoints\":2", StringComparison.Ordinal),
        SeededBug.LostCallerLimit => prices
            .Replace("\"maxAmount\":\"0.9\"", "\"maxAmount\":\"9\"", StringComparison.Ordinal),
        _ => prices,
    };

    private CoverTerms Told(CoverTerms terms) => _bug switch
    {
        SeededBug.WrongCoverChoice when terms.Scope.IsComprehensive => terms with
        {
            Scope = new(false, [.. ModelMeters.Services.Select(it => new ServiceName(it)).Where(terms.Scope.Includes)]),
        },
        SeededBug.WrongSplit => terms with
        {
            Quotas = [.. terms.Quotas.Select(it => it.Money is { } money && money < terms.Total
                ? it with { Money = money with { Units = money.Units + 1 } }
                : it)],
        },
        SeededBug.WrongQuota => terms with { Quotas = [.. terms.Quotas.Where(it => it.Units is null)] },
        SeededBug.LostOwnPrice => terms with { Prices = [] },
        SeededBug.LostEnd => terms with { Until = terms.Until?.AddTicks(1) },
        _ => terms,
    };
}
