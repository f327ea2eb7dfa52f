using Billing.Money;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.Plans.Payments;

/// <summary>Why an instalment cannot be paid in the way that is asked for.</summary>
public enum PlanPaymentRefusal
{
    NoSuchInstalment = 1,
    PaidAlready = 2,

    /// <summary>The terms of the plan do not name this way to pay.</summary>
    WayNotAllowed = 3,

    /// <summary>The first instalment of a term is paid before its others.</summary>
    FirstComesFirst = 4,
}

/// <summary>Which instalment a customer wants to pay, and how.</summary>
/// <param name="PayCurrency">Null leaves it to the way to pay.</param>
/// <param name="Agreement">To the terms of payments; null from the balance, which was agreed to when it was
/// bought.</param>
public sealed record PlanPaymentWish(int Instalment, PayMethod Method, Currency? PayCurrency, Agreement? Agreement)
{
    /// <summary>The top-up credit, named as if it were a way to pay.</summary>
    public static PayMethod Balance { get; } = new(BalancePayment.Method);

    public bool IsFromBalance => Method == Balance;

    /// <summary>The instalment that it pays. One that the balance paid is paid by it once more: the same
    /// payment.</summary>
    public Outcome<Instalment, PlanPaymentRefusal> Of(Plan plan)
    {
        if (plan.InstalmentOf(Instalment) is not { } part) return PlanPaymentRefusal.NoSuchInstalment;
        if (part.Kind == InstalmentKind.Price && !plan.IsFirst(part) && !plan.IsFirstPaid(part.Term))
            return PlanPaymentRefusal.FirstComesFirst;
        if (!plan.WaysToPay(part).HasFlag(Way)) return PlanPaymentRefusal.WayNotAllowed;
        if (!part.IsPaid || (IsFromBalance && part.Payment == plan.PaymentFromBalance(part.Number))) return part;

        return PlanPaymentRefusal.PaidAlready;
    }

    private PaymentWays Way =>
        IsFromBalance ? PaymentWays.Balance
        : Method == PayMethod.BankTransfer ? PaymentWays.BankTransfer
        : PaymentWays.Online;
}
