using System.Collections.Immutable;
using Billing.Accounts;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.Notices;
using Billing.Plans;
using Billing.Vouchers;

namespace Billing.Overview;

/// <summary>
/// The Billing Management page in one answer. A part that could not be read in time is null and named: the rest of the
/// page does not wait for it.
/// </summary>
/// <param name="Spend">Null also before the account has a currency.</param>
/// <param name="History">The newest entries of the credit history.</param>
/// <param name="Payments">The newest top-ups.</param>
/// <param name="PendingPayments">Those that wait, for credit or for a plan, whenever they began.</param>
/// <param name="Vouchers">Those to redeem, and those with credit left.</param>
/// <param name="Plans">Offers and plans that go on, the newest first.</param>
/// <param name="Owed">Instalments that are not paid, the first due first.</param>
/// <param name="Notices">The newest.</param>
/// <param name="Links">Where the page goes on.</param>
/// <param name="Unavailable">The parts that are null because they could not be read in time.</param>
public sealed record AccountOverview(
    DateTimeOffset At,
    ProfileState? Profile,
    Balance Balance,
    Spend? Spend,
    IReadOnlyList<HistoryView>? History,
    IReadOnlyList<PaymentView>? Payments,
    IReadOnlyList<PaymentView>? PendingPayments,
    IReadOnlyList<VoucherView>? Vouchers,
    IReadOnlyList<PlanLine>? Plans,
    IReadOnlyList<OwedInstalment>? Owed,
    IReadOnlyList<NoticeView>? Notices,
    OverviewLinks Links,
    IReadOnlyList<string> Unavailable);

/// <summary>The billing profile, and what stands in the way of adding credit.</summary>
public sealed record ProfileState(bool IsComplete, ImmutableArray<string> Missing, ProfileAnswer? Profile)
{
    public static ProfileState Of(BillingProfile? profile) => profile switch
    {
        null => new(IsComplete: false, [Balance.ProfileMissing], null),
        { IsErased: true } => new(IsComplete: false, [Balance.ProfileMissing], ProfileAnswer.Of(profile)),
        _ => new(IsComplete: true, [], ProfileAnswer.Of(profile)),
    };
}

/// <summary>A billing plan in a line.</summary>
/// <param name="Remaining">Null before its first term.</param>
/// <param name="Until">When the present term ends; null before it, and for a plan that lasts until it is used
/// up.</param>
/// <param name="OfferUntil">Until when an offer can be confirmed; null where none waits.</param>
public sealed record PlanLine(
    string PlanId,
    string? Name,
    PlanStatus Status,
    ShownPlanStatus ShownStatus,
    Amount Total,
    Amount? Remaining,
    DateTimeOffset? Until,
    bool RenewalWanted,
    DateTimeOffset? OfferUntil)
{
    /// <param name="cover">The present term's, as the ledger has it; null without one.</param>
    public static PlanLine Of(Plan plan, Cover? cover) => new(
        plan.Id.Value, plan.Terms.Name, plan.Status, plan.Shown, cover?.Terms.Total ?? plan.Terms.Total,
        cover?.Remaining, plan.TermUntil, !plan.IsRenewalUnwanted, plan.Offer?.Until);
}

/// <summary>An instalment of a billing plan that is not paid.</summary>
public sealed record OwedInstalment(
    string PlanId, string? Name, int Instalment, InstalmentKind Kind, Amount Amount, DateTimeOffset DueAt,
    bool IsOverdue, string InvoiceId)
{
    public static OwedInstalment Of(Plan plan, Instalment part) => new(
        plan.Id.Value, plan.Terms.Name, part.Number, part.Kind, part.Amount, part.DueAt,
        part.Told >= Dunning.Overdue, plan.InvoiceOf(part).Value);
}

/// <summary>The addresses of what the page opens, below the API's own.</summary>
public sealed record OverviewLinks(
    string Profile,
    string Settings,
    string AddCredit,
    string CreditHistory,
    string Usage,
    string Payments,
    string Vouchers,
    string Plans,
    string Statement,
    string Invoices,
    string Notices)
{
    public static OverviewLinks Of(AccountId account, Statements.StatementMonth month)
    {
        var own = $"/api/v1/accounts/{account}";
        return new(
            $"{own}/profile", $"{own}/settings", $"{own}/top-up-quotes", $"{own}/credit-history", $"{own}/usage",
            $"{own}/payments", $"{own}/vouchers", $"{own}/plans", $"{own}/statements/{month}", $"{own}/invoices",
            $"{own}/notices");
    }
}
