using Billing.Money;
using Billing.Platform;
using Billing.Platform.Telemetry;

namespace Billing.Ledger;

/// <summary>Counts what a commit did to usage: events posted and put aside, how late they came, who paid.</summary>
internal static class CommittedUsage
{
    private const long Millionths = 1_000_000;

    public static void Count(LedgerEntry entry)
    {
        foreach (var reason in entry.Quarantined.CountBy(it => it.Reason))
            Instruments.UsageQuarantined.Add(reason.Value, Dimension.Reason(reason.Key));
        if (Instruments.UsageRated.Enabled)
        {
            foreach (var service in Services(entry).CountBy(it => it))
                Instruments.UsageRated.Add(service.Value, Dimension.Service(service.Key.Value));
        }
        if (entry.Lines.IsEmpty) return;

        Instruments.LedgerCommitEvents.Record(entry.Lines.Length);
        if (Instruments.UsageLag.Enabled)
            foreach (var line in entry.Lines) Instruments.UsageLag.Record(LagSeconds(entry, line));
        if (Instruments.UsageCharged.Enabled) CountMoney(entry);
    }

    /// <summary>An event is a line, or takes one back; an amendment does both and is one event.</summary>
    private static IEnumerable<ServiceName> Services(LedgerEntry entry) => entry.Lines
        .Select(line => line.Service)
        .Concat(entry.Movements
            .OfType<MovementFact.UsageReversed>()
            .Where(it => it.By.Kind == ReversalKind.Void)
            .Select(it => it.Usage.Service));

    /// <summary>Clocks of producers may be ahead.</summary>
    private static double LagSeconds(LedgerEntry entry, RatedLine line) =>
        Math.Max(0, (entry.Time - line.Time).TotalSeconds);

    private static void CountMoney(LedgerEntry entry)
    {
        foreach (var legs in entry.Lines.SelectMany(line => line.Legs).GroupBy(leg => (leg.Kind, leg.Amount.Currency)))
        {
            var (kind, currency) = legs.Key;
            var units = legs.Aggregate(Int128.Zero, (sum, leg) => sum + leg.Amount.Units);
            Instruments.UsageCharged.Add(
                InMillionths(units, currency),
                Dimension.Currency(currency.Code), Dimension.Funding(EnumText.Format(kind)));
        }
    }

    /// <summary>Of the major unit, rounded down; no ledger unit is larger.</summary>
    private static long InMillionths(Int128 units, Currency currency) =>
        checked((long)(units / (currency.UnitsPerMajor / Millionths)));
}
