using System.Collections.Immutable;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;

namespace Billing.Simulation.Plans;

/// <summary>
/// Terms in words, such as <c>month 1 total 100 price 80 upfront services gpu quota gpu=30 pause 10</c>; what is not
/// said is as it was.
/// </summary>
public sealed class TermsText(DateTimeOffset start, Currency currency)
{
    public PlanTerms Usual => new(
        "Plan",
        new CoverTerms(
            new(false, [new("gpu")]), start, null, Money("100"), [], IsSharedCeiling: false, Prices: []),
        new(DurationUnit.Month, 1),
        new(
            PaymentStructure.AllUpfront, PaymentWays.Online | PaymentWays.BankTransfer | PaymentWays.Balance,
            Money("80"), [], InvoiceCycle.Month, DueDays: 7, SuspendAfterDays: 7, IsAutomatic: false),
        new(RenewalKind.None, WindowDays: 10),
        new(MaxDays: 10, ExtendsTerm: true),
        StartsAt: null,
        RollsOver: false);

    public Amount Money(string text) => Amount.Parse(text, currency);

    /// <exception cref="FormatException">A word says nothing.</exception>
    public PlanTerms Read(PlanTerms terms, ReadOnlySpan<string> words)
    {
        for (var at = 0; at < words.Length;)
        {
            var (changed, read) = One(terms, words[at..]);
            terms = changed;
            at += read;
        }
        return terms;
    }

    private (PlanTerms Terms, int Words) One(PlanTerms terms, ReadOnlySpan<string> words)
    {
        var (cover, payment) = (terms.Cover, terms.Payment);
        var one = words.Length > 1 ? words[1] : "";
        return words[0] switch
        {
            "name" => (terms with { Name = one }, 2),
            "month" => (terms with { Duration = new(DurationUnit.Month, Count(one)) }, 2),
            "year" => (terms with { Duration = new(DurationUnit.Year, Count(one)) }, 2),
            "days" => (terms with { Duration = new(DurationUnit.Day, Count(one)) }, 2),
            "seconds" => (terms with { Duration = new(DurationUnit.Second, Count(one)) }, 2),
            "until-used" => (terms with { Duration = new(DurationUnit.UntilUsed, 0) }, 1),
            "total" => (terms with { Cover = cover with { Total = Money(one) } }, 2),
            "services" => (Scope(terms, new(false, Services(one))), 2),
            "all" => (Scope(terms, new(true, [])), 1),
            "all-but" => (Scope(terms, new(true, Services(one))), 2),
            "quota" => (terms with { Cover = cover with { Quotas = [.. one.Split(',').Select(Quota)] } }, 2),
            "no-quota" => (terms with { Cover = cover with { Quotas = [] } }, 1),
            "shared" => (terms with { Cover = cover with { IsSharedCeiling = true } }, 1),
            "own" => (terms with { Cover = cover with { Prices = [.. one.Split(',').Select(Own)] } }, 2),
            "renew" => (terms with { Renewal = terms.Renewal with { Kind = Renewal(one) } }, 2),
            "window" => (terms with { Renewal = terms.Renewal with { WindowDays = Count(one) } }, 2),
            "pause" => (terms with { Pause = terms.Pause with { MaxDays = Count(one) } }, 2),
            "fixed-end" => (terms with { Pause = terms.Pause with { ExtendsTerm = false } }, 1),
            "starts" => (terms with { StartsAt = ScenarioText.Time(start, ["day", one]).At }, 2),
            "rolls" => (terms with { RollsOver = true, Cover = cover with { RollsOver = true } }, 1),
            _ => Payment(payment, words[0], one) is var (changed, read)
                ? (terms with { Payment = changed }, read)
                : throw new FormatException($"'{words[0]}' is no part of terms"),
        };
    }

    private (PlanPayment Payment, int Words)? Payment(PlanPayment payment, string word, string one) => word switch
    {
        "price" => (payment with { Price = Money(one) }, 2),
        "upfront" => (payment with { Structure = PaymentStructure.AllUpfront, Schedule = [] }, 1),
        "parts" => (Parts(payment, [.. one.Split(',').Select(Part)]), 2),
        "postpaid" => (Postpaid(payment, InvoiceCycle.Month), 1),
        "postpaid-term" => (Postpaid(payment, InvoiceCycle.Term), 1),
        "due" => (payment with { DueDays = Count(one) }, 2),
        "suspend" => (payment with { SuspendAfterDays = Count(one) }, 2),
        "automatic" => (payment with { IsAutomatic = true }, 1),
        _ => null,
    };

    private PlanPayment Postpaid(PlanPayment payment, InvoiceCycle cycle) => payment with
    {
        Structure = PaymentStructure.Postpaid, Cycle = cycle, Price = Money("0"), Schedule = [],
    };

    private PlanPayment Parts(PlanPayment payment, ImmutableArray<SchedulePart> parts) => payment with
    {
        Structure = PaymentStructure.PartialUpfront,
        Schedule = parts,
        Price = parts.Aggregate(Money("0"), (sum, part) => sum + part.Amount),
    };

    private static PlanTerms Scope(PlanTerms terms, CoverScope scope) =>
        terms with { Cover = terms.Cover with { Scope = scope } };

    private static ImmutableArray<ServiceName> Services(string text) =>
        [.. text.Split(',').Select(ServiceName.Parse)];

    /// <summary><c>40@15</c>: so much, so many days after the start.</summary>
    private SchedulePart Part(string text) => text.Split('@') is [var amount, var days]
        ? new(Money(amount), Count(days))
        : throw new FormatException($"'{text}' is no part of a schedule");

    /// <summary><c>gpu=30</c> in money, <c>gpu=30u</c> in units, <c>gpu=30+20u</c> in both.</summary>
    private CoverQuota Quota(string text)
    {
        var (service, limits) = (text.Split('=')[0], text.Split('=')[1].Split('+'));
        var units = Array.Find(limits, limit => limit.EndsWith('u'));
        var money = Array.Find(limits, limit => !limit.EndsWith('u'));
        return new(
            ServiceName.Parse(service), money is null ? null : Money(money),
            units is null ? null : Quantity.Parse(units[..^1]));
    }

    /// <summary><c>gpu=0.5</c> a unit of the service's one meter.</summary>
    private CoverPrice Own(string text) => new(
        ServiceName.Parse(text.Split('=')[0]), new(PlanWorld.Meter), "",
        new(Money(text.Split('=')[1]), Quantity.Of(1)));

    private static RenewalKind Renewal(string text) => text switch
    {
        "auto" => RenewalKind.Automatic,
        "none" => RenewalKind.None,
        _ => throw new FormatException($"'{text}' is no renewal"),
    };

    private static int Count(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
