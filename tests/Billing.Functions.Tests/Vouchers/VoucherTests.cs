using System.Globalization;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Vouchers;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class VoucherTests
{
    private static readonly RedemptionId NewId = RedemptionId.Parse(Id("R2"));

    private static readonly VoucherCampaign Plain = Campaign();

    private static readonly VoucherCampaign Capped = Plain with { Budget = Usd("100") };

    // What is special                       | refused as
    private const string Ladder =
        """
        nothing                                | -
        revoked before                         | Revoked
        revoked and not started                | Revoked
        a tick before redemption starts        | NotStarted
        when redemption starts                 | -
        a tick before redemption ends          | -
        when redemption ends                   | Expired
        the credit would already have ended    | Expired
        redeemed once of once                  | AlreadyRedeemedByAccount
        redeemed once of twice                 | -
        redeemed twice of twice                | AlreadyRedeemedByAccount
        the last use is left                   | -
        no use is left                         | RedemptionLimitReached
        redeemed and no use is left            | AlreadyRedeemedByAccount
        the budget has just enough left        | -
        the budget has a unit too little       | BudgetExhausted
        made for this account                  | -
        made for another account               | NotEligible
        the account counts in yen              | CurrencyMismatch
        for Japan only                         | NotEligible
        for Japan and the US                   | -
        for new accounts, and it is            | -
        for new accounts, and it is not        | NotEligible
        599 lots of credit are held            | -
        600 lots of credit are held            | TooManyOpenVouchers
        """;

    [Fact]
    public void A_code_is_refused_by_the_first_rule_that_it_breaks()
    {
        foreach (var line in Ladder.Split('\n'))
        {
            var (what, expected) = (line.Split('|')[0].Trim(), line.Split('|')[1].Trim());
            var (voucher, who, earlier, now) = Case(what);

            var isAccepted = voucher.Redeem(who, earlier, NewId, now).IsAccepted(out _, out var refusal);
            var answer = isAccepted ? "-" : $"{refusal}";

            Assert.True(expected == answer, string.Create(CultureInfo.InvariantCulture, $"{what}: {answer}"));
        }
    }

    [Fact]
    public void An_account_is_new_until_something_follows_its_opening()
    {
        var head = AccountHead.New(AccountId.Parse("acme"));

        Assert.True(Billing.Vouchers.Redeemer.Of(head, Profile()).IsNew);
        Assert.True(Billing.Vouchers.Redeemer.Of(head with { Seq = 1 }, Profile()).IsNew);
        Assert.False(Billing.Vouchers.Redeemer.Of(head with { Seq = 2 }, Profile()).IsNew);
    }

    [Fact]
    public void A_redemption_fixes_all_that_the_grant_needs()
    {
        var campaign = Plain with { Services = [ServiceName.Parse("ai-inference")] };

        Assert.True(Of(campaign).Redeem(Redeemer(), earlier: null, NewId, Noon).IsAccepted(out var redemption, out _));

        Assert.Equal("SP******26", redemption!.MaskedCode);
        Assert.Equal(Amount.Parse("10", Currency.Usd), redemption.Amount);
        Assert.Equal(new(Noon, Noon.AddDays(30)), redemption.Credit);
        Assert.Equal([ServiceName.Parse("ai-inference")], redemption.Services);
        Assert.Equal((1, RedemptionStage.Reserved), (redemption.Ordinal, redemption.Stage));
    }

    [Fact]
    public void A_second_redemption_where_two_are_allowed_is_the_second_in_number()
    {
        var voucher = Of(Plain with { PerAccountLimit = 2 }, uses: 1);

        Assert.True(voucher.Redeem(Redeemer(), Redemption("R1"), NewId, Noon).IsAccepted(out var redemption, out _));

        Assert.Equal((NewId, 2), (redemption!.Id, redemption.Ordinal));
    }

    [Fact]
    public void A_counted_redemption_is_resumed_even_when_the_campaign_is_over_and_revoked()
    {
        var owed = Redemption("R1", RedemptionStage.Reserved);
        var voucher = Of(Plain.Revoke(Noon) with { TotalLimit = 1 }, uses: 1);

        Assert.True(voucher.Redeem(Redeemer(), owed, NewId, Noon.AddYears(1)).IsAccepted(out var redemption, out _));

        Assert.Equal(owed, redemption);
    }

    [Fact]
    public void The_same_request_again_is_the_same_redemption()
    {
        var granted = Redemption("R1");

        Assert.True(Of(Plain, uses: 1).Redeem(Redeemer(), granted, granted.Id, Noon).IsAccepted(out var again, out _));

        Assert.Equal(granted, again);
    }

    [Fact]
    public void A_code_is_open_until_its_campaign_its_uses_or_its_account_came_to_an_end()
    {
        Assert.True(Of(Plain).IsOpen(null, Noon));
        Assert.True(Of(Plain).IsOpen(null, Noon.AddDays(-100)));
        Assert.False(Of(Plain.Revoke(Noon)).IsOpen(null, Noon));
        Assert.False(Of(Plain).IsOpen(null, Noon.AddDays(9)));
        Assert.False(Of(Plain).IsOpen(Redemption(), Noon));
        Assert.False(Of(Plain, uses: 100).IsOpen(null, Noon));
        Assert.False((Of(Capped) with { SpentUnits = Usd("95").Units }).IsOpen(null, Noon));
    }

    private static Amount Usd(string amount) => Amount.Parse(amount, Currency.Usd);

    private static (Voucher, Redeemer, Redemption?, DateTimeOffset) Case(string what) => what switch
    {
        "nothing" => (Of(Plain), Redeemer(), null, Noon),
        "revoked before" => (Of(Plain.Revoke(Noon)), Redeemer(), null, Noon),
        "revoked and not started" => (Of(Plain.Revoke(Noon)), Redeemer(), null, Noon.AddDays(-10)),
        "a tick before redemption starts" => (Of(Plain), Redeemer(), null, Noon.AddDays(-9).AddTicks(-1)),
        "when redemption starts" => (Of(Plain), Redeemer(), null, Noon.AddDays(-9)),
        "a tick before redemption ends" => (Of(Plain), Redeemer(), null, Noon.AddDays(9).AddTicks(-1)),
        "when redemption ends" => (Of(Plain), Redeemer(), null, Noon.AddDays(9)),
        "the credit would already have ended" =>
            (Of(Plain with { Credit = new(null, Noon) }), Redeemer(), null, Noon),
        "redeemed once of once" => (Of(Plain, uses: 1), Redeemer(), Redemption(), Noon),
        "redeemed once of twice" => (Of(Plain with { PerAccountLimit = 2 }, uses: 1), Redeemer(), Redemption(), Noon),
        "redeemed twice of twice" =>
            (Of(Plain with { PerAccountLimit = 2 }, uses: 2), Redeemer(), Redemption(ordinal: 2), Noon),
        "the last use is left" => (Of(Plain, uses: 99), Redeemer(), null, Noon),
        "no use is left" => (Of(Plain, uses: 100), Redeemer(), null, Noon),
        "redeemed and no use is left" => (Of(Plain, uses: 100), Redeemer(), Redemption(), Noon),
        "the budget has just enough left" =>
            (Of(Capped) with { SpentUnits = Usd("90").Units }, Redeemer(), null, Noon),
        "the budget has a unit too little" =>
            (Of(Capped) with { SpentUnits = Usd("90").Units + 1 }, Redeemer(), null, Noon),
        "made for this account" => (Of(Plain) with { AssignedTo = Redeemer().Account }, Redeemer(), null, Noon),
        "made for another account" =>
            (Of(Plain) with { AssignedTo = AccountId.Parse("other") }, Redeemer(), null, Noon),
        "the account counts in yen" => (Of(Plain), Redeemer() with { Profile = Profile("JP", "JPY") }, null, Noon),
        "for Japan only" => (Of(Plain with { Countries = [BillingCountry.Japan] }), Redeemer(), null, Noon),
        "for Japan and the US" =>
            (Of(Plain with { Countries = [BillingCountry.Japan, BillingCountry.Parse("US")] }), Redeemer(), null, Noon),
        "for new accounts, and it is" => (Of(Plain with { NewAccountsOnly = true }), Redeemer(), null, Noon),
        "for new accounts, and it is not" =>
            (Of(Plain with { NewAccountsOnly = true }), Redeemer() with { IsNew = false }, null, Noon),
        "599 lots of credit are held" => (Of(Plain), Redeemer() with { Lots = 599 }, null, Noon),
        "600 lots of credit are held" => (Of(Plain), Redeemer() with { Lots = 600 }, null, Noon),
        _ => throw new ArgumentException(what),
    };
}
