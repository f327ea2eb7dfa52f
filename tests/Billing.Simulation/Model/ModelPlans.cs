using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Simulation.Model;

/// <summary>The plans of the model's world: made up from the numbers of a step, and told to the app.</summary>
public sealed class ModelPlans(Currency currency)
{
    private static readonly string[][] Scopes =
        [[], ["gpu"], ["market", "disk"], ["ai"], ["gpu", "disk"], ["ai", "gpu", "market"]];

    private static readonly string[] Limited = ["ai", "gpu", "disk", "market"];

    private static readonly string[] Priced =
        ["ai/tokens", "gpu/seconds", "disk/gb", "train/jobs", "gpu/hours", "market/fees"];

    /// <summary>The first three scopes are wide: all but the services that they name.</summary>
    public static NaiveFund New(Step step, string id, int order, DateTimeOffset now)
    {
        var scope = step.Pick(60, Scopes.Length);
        var total = (step.Pick(61, 4) == 0 ? step.Pick(62, 3_000) : step.Pick(62, 100)) / 100m + 0.0001m;
        var included = Limited.Where(it => Scopes[scope].Contains(it) != scope < 3).ToArray();
        var quotas = included.Take(step.Pick(66, 3));
        var prices = Enumerable.Range(0, step.Pick(70, 4)).Select(i => Own(step.Pick(71 + i, 48)));
        return new(id, "plan", total, order)
        {
            From = now.AddMinutes(-step.Pick(63, 4_000)),
            Until = step.Pick(64, 4) == 0 ? DateTimeOffset.MaxValue : now.AddMinutes(step.Pick(65, 9_000) + 1),
            Services = Scopes[scope],
            IsWide = scope < 3,
            Quotas = [.. quotas.Select((service, i) => Quota(service, total, step.Pick(67 + i, 20)))],
            Prices = [.. prices.DistinctBy(it => (it.Meter, it.Price.When))
                .Where(it => included.Contains(it.Meter.Split('/')[0]))],
        };
    }

    public CoverTerms Terms(NaiveFund plan) => new(
        new(plan.IsWide, [.. plan.Services.Select(it => new ServiceName(it))]),
        plan.From, plan.Until == DateTimeOffset.MaxValue ? null : plan.Until, Money(plan.Granted),
        [.. plan.Quotas.Select(it => new CoverQuota(
            new(it.Service),
            it.Money is { } money ? Money(money) : null,
            it.Units is { } units ? Units(units) : null))],
        IsSharedCeiling: true,
        [.. plan.Prices.Select(it => Price(it.Meter.Split('/'), it.Price))]);

    private static NaiveQuota Quota(string service, decimal total, int kind) => kind switch
    {
        < 8 => new(service, Math.Ceiling(total * (kind + 1) / 9 * 10_000) / 10_000, null),
        < 16 => new(service, null, (kind - 7) * 1.5m * (kind % 2 == 0 ? 1 : 100)),
        _ => new(service, total, kind * 20.000001m),
    };

    private static (string Meter, NaivePrice Price) Own(int kind) => (
        Priced[kind % Priced.Length],
        new(kind / 6 % 2 == 0 ? "" : "model=big", "perUnit", kind / 12 == 0 ? 1 : 700,
            new NaiveTier(null, kind / 12 == 3 ? 0 : 0.003m * (kind / 12 + 1))));

    private CoverPrice Price(string[] meter, NaivePrice price) => new(
        new(meter[0]), new(meter[1]), price.When, new(Money(price.Tiers[0].Price), Units(price.Per)));

    private static Quantity Units(decimal quantity) => Quantity.Parse(ModelText.Text(quantity));

    private Amount Money(decimal amount) => Amount.Parse(ModelText.Text(amount), currency);
}
