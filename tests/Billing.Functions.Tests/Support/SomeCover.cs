using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Support;

/// <summary>Builds covers for tests: only what a test is about has to be said.</summary>
public static class SomeCover
{
    public static readonly ServiceName Training = new("fine-tuning");

    public static CoverScope Everything { get; } = new(IsComprehensive: true, []);

    /// <summary>For thirty days around <see cref="Noon"/>.</summary>
    public static CoverTerms Terms(string total = "10", CoverScope? scope = null, params CoverQuota[] quotas) => new(
        scope ?? Only(Inference), Noon.AddDays(-15), Noon.AddDays(15), Usd(total), [.. quotas],
        IsSharedCeiling: false, []);

    public static CoverScope Only(params ServiceName[] services) => new(IsComprehensive: false, [.. services]);

    public static CoverQuota MoneyQuota(string amount, ServiceName? service = null) =>
        new(service ?? Inference, Usd(amount), null);

    public static CoverQuota UnitQuota(string units, ServiceName? service = null) =>
        new(service ?? Inference, null, Quantity.Parse(units));

    public static CoverPrice Price(
        string price, string per = "1000000", string dimensions = "", MeterName? meter = null) =>
        new(Inference, meter ?? InputTokens, dimensions, new(Usd(price), Quantity.Parse(per)));

    public static MovementFact.CoverActivated Activated(CoverTerms? terms = null, string plan = "p-1", int term = 1) =>
        new(plan, term, terms ?? Terms());

    /// <summary>The first plan's first term, changed.</summary>
    public static MovementFact.CoverChanged Changed(
        CoverTerms terms, DateTimeOffset? from = null, int step = 1, bool pays = true) =>
        new("p-1", 1, step, from ?? Noon, pays, terms);
}
