using Billing.Accounts;
using Billing.History;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.TopUps;
using Billing.Vouchers;

namespace Billing.Overview;

/// <summary>The first lines of each list of the page; every one reads a bounded number of rows.</summary>
public sealed class OverviewLists(
    HistoryReader history,
    PaymentReader payments,
    RedeemedVoucherTable vouchers,
    AssignedVoucherDesk assigned,
    PlanTable plans,
    NoticeTable notices,
    PreferencesTable preferences)
{
    /// <summary>Lines of a list.</summary>
    public const int Lines = 5;

    /// <summary>Of what must not be overlooked.</summary>
    public const int MoreLines = 20;

    private const int MaxVouchers = 200;
    private const int MaxPlans = 100;

    public async Task<IReadOnlyList<HistoryView>?> History(
        AccountId account, DateTimeOffset now, CancellationToken stop)
    {
        var page = await history.Read(account, new(), after: null, Lines, now, stop);
        return [.. page.Entries.Select(HistoryView.Of)];
    }

    public async Task<IReadOnlyList<PaymentView>?> Payments(AccountId account, CancellationToken stop) =>
        (await payments.Read(account, new(), after: null, Lines, stop)).Payments;

    public async Task<IReadOnlyList<PaymentView>?> Pending(AccountId account, CancellationToken stop)
    {
        var topUps = Of(PaymentKind.TopUp);
        var plans = Of(PaymentKind.Plan);
        return [.. (await topUps).Concat(await plans).OrderByDescending(it => it.Date).Take(MoreLines)];

        async Task<IReadOnlyList<PaymentView>> Of(PaymentKind kind) => (await payments.Read(
            account, new(kind, ShownStatus.Pending), after: null, MoreLines, stop)).Payments;
    }

    /// <summary>Those that can be redeemed come first.</summary>
    public async Task<IReadOnlyList<VoucherView>?> Vouchers(
        AccountHead head, DateTimeOffset now, CancellationToken stop)
    {
        var redeemable = assigned.Redeemable(head.Account, after: null, stop);
        var hasCredit = head.State.Lots.Any(lot => lot.Kind == LotKind.Voucher);
        var redeemed = hasCredit ? await vouchers.List(head.Account, after: null, MaxVouchers, stop) : [];
        var active = redeemed
            .Select(it => RedeemedVoucher.Of(it, head.State, new HashSet<RedemptionId>()))
            .Where(it => it.Status(now) is VoucherStatus.Active or VoucherStatus.Scheduled);
        return
        [
            .. (await redeemable).Select(VoucherView.Of)
                .Concat(active.Select(it => VoucherView.Of(it, now)))
                .Take(MoreLines),
        ];
    }

    /// <summary>The newest plans of the account that its customer sees.</summary>
    public async Task<IReadOnlyList<Plan>?> Plans(AccountId account, CancellationToken stop)
    {
        var found = new List<Plan>();
        await foreach (var plan in plans.NewestFirst(account, after: null, stop))
        {
            if (plan.Status != PlanStatus.Draft) found.Add(plan);
            if (found.Count == MaxPlans) break;
        }
        return found;
    }

    public async Task<IReadOnlyList<NoticeView>?> Notices(AccountId account, CancellationToken stop)
    {
        var muted = MutedNotices.Of(await preferences.Find(account, stop));
        return [.. (await notices.List(account, before: null, Lines, muted, stop)).Select(NoticeView.Of)];
    }
}
