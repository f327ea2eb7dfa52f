using Billing.Money;
using Billing.Vouchers;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class VoucherCampaignTests
{
    [Theory]
    // from, until, valid days | credit from, until; all in days around redemption
    [InlineData(null, null, null, 0, null)]
    [InlineData(null, null, 30, 0, 30)]
    [InlineData(null, 7, 30, 0, 7)]
    [InlineData(null, 60, 30, 0, 30)]
    [InlineData(null, 30, 30, 0, 30)]
    [InlineData(-3, 7, null, -3, 7)]
    [InlineData(2, null, 30, 2, 30)]
    public void The_credit_lives_until_the_earlier_of_campaign_end_and_validity(
        int? from, int? until, int? validDays, int creditFrom, int? creditUntil)
    {
        var campaign = Campaign() with { Credit = new(Day(from), Day(until)), ValidDays = validDays };

        Assert.Equal(new(Day(creditFrom), Day(creditUntil)), campaign.CreditOf(Noon));
    }

    [Fact]
    public void Revoking_again_keeps_the_first_time() =>
        Assert.Equal(Noon, Campaign().Revoke(Noon).Revoke(Noon.AddDays(1)).RevokedAt);

    [Fact]
    public void Every_fault_of_the_terms_is_named_at_once()
    {
        var wrong = Campaign() with
        {
            Amount = Amount.Parse("-0.001", Currency.Usd),
            Redeem = new(Noon, Noon),
            Credit = new(Noon.AddDays(-1), Noon.AddDays(-2)),
        };

        Assert.Equal(
            ["amount", "amount", "creditUntil", "creditUntil", "redeemUntil"],
            wrong.Faults().Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.Empty(Campaign().Faults());
    }

    [Theory]
    [InlineData("VND", "9223372036", true)]
    [InlineData("VND", "9223372037", false)]
    [InlineData("USD", "922337.2", true)]
    [InlineData("USD", "922337.21", false)]
    public void A_voucher_is_worth_a_thousandth_of_the_largest_amount_at_most(
        string currency, string amount, bool isAllowed)
    {
        var held = Currency.Parse(currency);
        var campaign = Campaign() with { Amount = Amount.Parse(amount, held) };

        Assert.Equal(isAllowed, !campaign.Faults().Any());
    }

    private static DateTimeOffset? Day(int? days) => days is { } d ? Noon.AddDays(d) : null;
}
