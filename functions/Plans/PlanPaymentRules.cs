using Billing.Money;

namespace Billing.Plans;

/// <summary>What a plan may ask for, and when: every sum can be paid, and the parts are the price.</summary>
public static class PlanPaymentRules
{
    /// <summary>All faults at once; a rule about a field that could not be read is left out.</summary>
    public static IEnumerable<TermsFault> Faults(PlanTerms terms, Currency currency)
    {
        var payment = terms.Payment;
        if (payment.IsAutomatic && !payment.Ways.HasFlag(PaymentWays.Balance))
            yield return new("payment.ways", TermsRefusal.BalanceRequired);
        if (payment is { DueDays: 0, SuspendAfterDays: 0 })
            yield return new("payment.suspendAfterDays", TermsRefusal.NoTimeToPay);
        foreach (var fault in OfPrice(payment, currency)) yield return fault;
        if (payment.Structure is 0 or PaymentStructure.PartialUpfront) yield break;
        if (!payment.Schedule.IsEmpty) yield return new("payment.schedule", TermsRefusal.ScheduleUnwanted);
    }

    private static IEnumerable<TermsFault> OfPrice(PlanPayment payment, Currency currency)
    {
        const string Price = "payment.price.amount";
        if (payment.Price == default || payment.Structure == 0) return [];
        if (payment.Price.Currency != currency) return [new("payment.price.currency", TermsRefusal.CurrencyDiffers)];
        if (payment.Structure == PaymentStructure.Postpaid)
            return payment.Price.IsZero ? [] : [new(Price, TermsRefusal.NotPostpaid)];
        if (!payment.Price.IsPositive) return [new(Price, TermsRefusal.NotPositive)];
        if (!payment.Price.IsWholeMinor) return [new(Price, TermsRefusal.Scale)];
        return payment.Structure == PaymentStructure.PartialUpfront ? OfSchedule(payment, currency) : [];
    }

    private static IEnumerable<TermsFault> OfSchedule(PlanPayment payment, Currency currency)
    {
        const string Field = "payment.schedule";
        var parts = payment.Schedule;
        if (parts.Any(part => part.Amount == default)) yield break;
        if (parts.IsEmpty) yield return new(Field, TermsRefusal.ScheduleRequired);
        else if (parts.Length < 2) yield return new(Field, TermsRefusal.ScheduleTooShort);
        else if (parts.Any(part => part.Amount.Currency != currency))
            yield return new(Field, TermsRefusal.CurrencyDiffers);
        else if (parts.Any(part => !part.Amount.IsPositive)) yield return new(Field, TermsRefusal.NotPositive);
        else if (parts.Any(part => !part.Amount.IsWholeMinor)) yield return new(Field, TermsRefusal.Scale);
        else if (Sum(parts.Select(part => part.Amount)) != payment.Price.Units)
            yield return new(Field, TermsRefusal.ScheduleSum);
        if (parts.IsEmpty) yield break;
        if (parts[0].AfterDays != 0) yield return new(Field, TermsRefusal.ScheduleStart);
        if (parts.Zip(parts.Skip(1)).Any(pair => pair.Second.AfterDays <= pair.First.AfterDays))
            yield return new(Field, TermsRefusal.ScheduleOrder);
    }

    private static Int128 Sum(IEnumerable<Amount> amounts) =>
        amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount.Units);
}
