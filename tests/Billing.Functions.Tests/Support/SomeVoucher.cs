using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Vouchers;

namespace Billing.Functions.Tests.Support;

/// <summary>Vouchers, campaigns and redeemers with nothing special; tests change what they are about.</summary>
public static class SomeVoucher
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static VoucherCampaign Campaign(string id = "C1", string amount = "10", Currency? currency = null) => new(
        CampaignId.Parse(Id(id)),
        "Spring",
        Amount.Parse(amount, currency ?? Currency.Usd),
        [],
        new(Noon.AddDays(-9), Noon.AddDays(9)),
        Credit: default,
        ValidDays: 30,
        PerAccountLimit: 1,
        TotalLimit: 100,
        Countries: [],
        NewAccountsOnly: false,
        CreatedAt: Noon.AddDays(-10));

    /// <summary>A ULID that ends in these characters.</summary>
    public static string Id(string end) => "01HZZZZZZZZZZZZZZZZZZZZZZZ"[..^end.Length] + end;

    public static BillingProfile Profile(string country = "US", string currency = "USD") => new(
        BillingType.Personal, "Ann", "ann@example.com", "1 Main Street", BillingCountry.Parse(country), TaxCode: null,
        Currency.Parse(currency));

    public static Redeemer Redeemer(string account = "acme") =>
        new(AccountId.Parse(account), Profile(), IsNew: true, Lots: 0);

    public static Voucher Of(VoucherCampaign campaign, string code = "SPRING2026", int uses = 0) =>
        new(VoucherCode.Parse(code), campaign, uses);

    public static Redemption Redemption(
        string id = "R1",
        RedemptionStage stage = RedemptionStage.Granted,
        int ordinal = 1,
        string account = "acme") => new(
        RedemptionId.Parse(Id(id)),
        CampaignId.Parse(Id("C1")),
        "SP******26",
        AccountId.Parse(account),
        Amount.Parse("10", Currency.Usd),
        new(Noon, Noon.AddDays(30)),
        ImmutableArray<ServiceName>.Empty,
        "UTC",
        Noon,
        ordinal,
        stage);
}
