using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Storage;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.Vouchers;

namespace Billing.Simulation.Checks;

/// <summary>What was paid and what was redeemed, apart from the app, held against what the ledgers credited.</summary>
public sealed class MoneyTruth(SimWorld world)
{
    private readonly HashSet<string> _granted = new(StringComparer.Ordinal);

    /// <summary>The customer was told that this redemption stands.</summary>
    public void Told(string redemption) => _granted.Add(redemption);

    /// <summary>I12: each capture is credited or pays a plan exactly once, and nothing else is.</summary>
    public void CheckTopUps()
    {
        var credits = Facts<MovementFact.TopUpCredited>()
            .Select(it => (it.Account, it.Fact.Payment, it.Fact.Amount))
            .Concat(Facts<MovementFact.PlanPaid>()
                .Where(it => it.Fact.Gateway is not null)
                .Select(it => (it.Account, it.Fact.Payment, it.Fact.Amount)))
            .ToLookup(it => it.Payment, StringComparer.Ordinal);
        foreach (var payment in world.Gateway.Payments)
        {
            var (topUp, credited) = (payment.TopUp, credits[payment.TopUp.Id.Value].ToList());
            Require(
                credited.Count == (payment.IsPaid ? 1 : 0), "I12 a capture credits exactly once",
                $"{topUp.Id} paid {payment.IsPaid}, credited {credited.Count} times");
            foreach (var (account, _, amount) in credited)
                Require(
                    account == topUp.Account && amount == topUp.Amount, "I12 the credit is the capture",
                    $"{topUp.Id}: {amount} to {account}");
        }
        CheckReversals();
        foreach (var unknown in credits.Where(it => world.Gateway.Find(TopUpId.Parse(it.Key)) is null))
            world.Violations.Add("I12 only captures credit", unknown.Key);
        Require(
            !world.Store.Open(PollTable.Name).Rows.Any(), "I16 no payment is asked about for ever", "polls are left");
    }

    /// <summary>I12: what went back at the gateway is gone from the credit, and no more.</summary>
    private void CheckReversals()
    {
        var taken = Facts<MovementFact.TopUpDebited>().ToLookup(it => it.Fact.Payment, it => it.Fact.Amount.Units);
        var given = Facts<MovementFact.TopUpReinstated>().ToLookup(it => it.Fact.Payment, it => it.Fact.Amount.Units);
        foreach (var payment in world.Gateway.Payments)
        {
            var id = payment.TopUp.Id.Value;
            var net = taken[id].Sum() - given[id].Sum();
            Require(
                net == payment.Gone.Units, "I12 what went back is taken from the credit",
                $"{id}: {new Amount(net, payment.Gone.Currency)} of {payment.Gone}, dispute {payment.Dispute}");
        }
    }

    /// <summary>I17: a code credits at most its limits, and every counted use exactly once.</summary>
    public void CheckVouchers(IReadOnlyDictionary<string, VoucherCampaign> campaigns)
    {
        var grants = Facts<MovementFact.VoucherGranted>().ToList();
        foreach (var (code, campaign) in campaigns)
        {
            var given = grants.Where(grant => grant.Fact.Voucher == campaign.Id.Value).ToList();
            Require(
                given.Count <= campaign.TotalLimit, "I17 a code credits at most its limit",
                $"{campaign.Id} {given.Count}");
            foreach (var account in given.GroupBy(grant => grant.Account))
                Require(
                    account.Count() <= campaign.PerAccountLimit, "I17 an account has at most its share",
                    $"{campaign.Id} {account.Key} {account.Count()}");
            Require(Uses(code) == given.Count, "I17 each counted use is credited", $"{campaign.Id}: {given.Count}");
            if (campaign.Budget is not { } budget) continue;

            var (spent, sum) = (Spent(campaign), given.Sum(grant => grant.Fact.Amount.Units));
            Require(spent == sum, "I17 what is spent of a budget was given", $"{campaign.Id}: {spent} of {sum}");
            Require(spent <= budget.Units, "I17 a budget is never passed", $"{campaign.Id}: {spent}");
        }
        var redeemed = grants.Select(grant => grant.Fact.Redemption).ToHashSet(StringComparer.Ordinal);
        foreach (var told in _granted) Require(redeemed.Contains(told), "I17 what was told stands", told);
    }

    private long Uses(string code)
    {
        var digest = VoucherCode.Parse(code).Digest;
        return Rows($"V|{digest}", $"U|{digest}").Sum(row => (int)row["Uses"]!);
    }

    private long Spent(VoucherCampaign campaign) => Rows($"B|{campaign.Id}").Sum(row => (long)row["Spent"]!);

    private IEnumerable<StoredRow> Rows(params string[] keys) =>
        world.Store.Open(VoucherTable.Name).Rows.Where(row => keys.Contains(row.RowKey));

    private IEnumerable<(AccountId Account, TFact Fact)> Facts<TFact>() =>
        from shadow in world.Watch.Accounts
        from fact in shadow.Facts.OfType<TFact>()
        select (shadow.Account, fact);

    private void Require(bool holds, string rule, string detail) => world.Violations.Require(holds, rule, detail);
}
