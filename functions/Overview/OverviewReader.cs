using Billing.Accounts;
using Billing.ExchangeRates;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Statements;

namespace Billing.Overview;

/// <summary>Puts the Billing Management page together: its parts are read side by side.</summary>
public sealed class OverviewReader(
    LedgerTable ledger,
    ProfileTable profiles,
    PreferencesTable preferences,
    ApproximateRates rates,
    SpendReader spend,
    OverviewLists lists,
    TimeProvider clock)
{
    /// <summary>Only what the ledger's head says must be there.</summary>
    /// <param name="leftOut">Is told of each part that is left out, and why.</param>
    public async Task<AccountOverview> Read(
        AccountId account, Action<string, Exception> leftOut, CancellationToken stop)
    {
        var (now, parts) = (clock.GetUtcNow(), new PartialAnswers(clock, leftOut));
        var head = ledger.Load(account, stop);
        var profile = parts.Read("profile", async token =>
            ProfileState.Of((await profiles.Find(account, token))?.Profile), stop);
        var history = parts.Read("history", token => lists.History(account, now, token), stop);
        var payments = parts.Read("payments", token => lists.Payments(account, token), stop);
        var pending = parts.Read("pendingPayments", token => lists.Pending(account, token), stop);
        var plans = parts.Read("plans", token => lists.Plans(account, token), stop);
        var notices = parts.Read("notices", token => lists.Notices(account, token), stop);
        var known = await head;
        var vouchers = parts.Read("vouchers", token => lists.Vouchers(known, now, token), stop);
        var (currency, zone) = Billed(known, (await profile)?.Profile);
        var sums = parts.Read("spend", token => Spend(known, currency, zone, now, token), stop);
        var balance = known.State.IsOpen ? Balance.Of(known.State, now) : Balance.Unopened(currency);
        if (await profile is null) balance = balance with { Missing = [] };
        var approximate = parts.Read("approximate", token => Approximate(account, balance, token), stop);
        var found = await plans;

        return new(
            now, await profile, balance with { Approximate = await approximate }, await sums, await history,
            await payments, await pending, await vouchers, found is null ? null : Lines(found, known),
            found is null ? null : Owed(found), await notices,
            OverviewLinks.Of(account, StatementMonth.At(now, zone)), parts.Missing);
    }

    private static (Currency? Currency, string TimeZone) Billed(AccountHead head, ProfileAnswer? profile)
    {
        if (head.State.Currency is { } own) return (own, head.State.TimeZone);
        return profile is null ? (null, Preferences.Utc) : (Currency.Parse(profile.Currency), profile.TimeZone);
    }

    private async Task<Spend?> Spend(
        AccountHead head, Currency? held, string zone, DateTimeOffset now, CancellationToken stop)
    {
        if (held is not { } currency) return null;

        var month = StatementMonth.At(now, zone);
        var current = spend.Read(head, month, zone, currency, now, stop);
        var last = spend.Read(head, month.Previous(), zone, currency, now, stop);
        return Overview.Spend.Of(await current, await last, currency);
    }

    private async Task<ApproximateBalance?> Approximate(AccountId account, Balance balance, CancellationToken stop)
    {
        if (balance.Currency is not { } held) return null;
        if ((await preferences.Find(account, stop)).DisplayCurrency is not { } shown) return null;

        return ApproximateBalance.Of(balance, await rates.Find(held, shown, stop));
    }

    private static List<PlanLine> Lines(IReadOnlyList<Plan> plans, AccountHead head) =>
    [
        .. plans.Where(plan => !plan.IsOver).Take(OverviewLists.MoreLines).Select(plan => PlanLine.Of(
            plan, head.State.Covers.FirstOrDefault(cover => cover.Id == PlanScene.Id(plan.Id, plan.Term)))),
    ];

    private static List<OwedInstalment> Owed(IReadOnlyList<Plan> plans) =>
    [
        .. plans.SelectMany(plan => plan.Instalments
                .Where(part => !part.IsPaid)
                .Select(part => OwedInstalment.Of(plan, part)))
            .OrderBy(part => part.DueAt)
            .Take(OverviewLists.MoreLines),
    ];
}
