using Billing.Ledger;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>What customers and staff send about vouchers, and what they get.</summary>
public static class VouchersOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(RedeemVoucher), it => it
            .Body(body => body.Value<VoucherCode>("code", "ABCDEFGH23"))
            .Answers<RedeemedAnswer>(201)
            .Refuses(404, RedeemRefusal.NotFound)
            .Refuses(
                409,
                RedeemRefusal.NotStarted, RedeemRefusal.Expired, RedeemRefusal.AlreadyRedeemedByAccount,
                RedeemRefusal.RedemptionLimitReached, RedeemRefusal.BudgetExhausted, RedeemRefusal.CurrencyMismatch,
                RedeemRefusal.NotEligible, RedeemRefusal.Revoked, RedeemRefusal.BillingProfileRequired,
                RedeemRefusal.TooManyOpenVouchers)
            .Refuses(429, RedeemRefusal.TooManyAttempts))
        .Add(nameof(GetVouchers), it => it
            .Query(query => query.Page())
            .Answers<PageOf<VoucherView>>())
        .Add(nameof(GetVoucherCampaigns), it => it
            .Query(query => query.Page())
            .Answers<PageOf<CampaignView>>())
        .Add(nameof(GetVoucherCampaign), it => it
            .Answers<CampaignView>())
        .Add(nameof(RevokeVoucherCampaign), it => it
            .Answers<CampaignView>())
        .Add(nameof(CreateVoucherCampaign), it => it
            .Body(Campaign)
            .Answers<CampaignView>(201))
        .Add(nameof(IssueVoucherCodes), it => it
            .Body(body => body
                .Optional
                .Number("count", 1, CodeBatchTable.MaxCodes, 10, "How many are to be made.")
                .Value<VoucherCode>("code", "TETHOLIDAY", "One of your own wording, in place of a count.")
                .Value<AccountId>("account", "acme", "Whom alone it is for; it stands in that account's list."))
            .Example("""{"count":10}""")
            .Example("""{"count":1,"account":"acme"}""")
            .Example("""{"code":"TETHOLIDAY"}""")
            .Answers<IssuedCodes>(201)
            .Refuses(409, IssueRefusal.Revoked, IssueRefusal.CodeTaken, IssueRefusal.TooManyAssigned));

    private static void Campaign(Fields body) => body
        .Text("name", VoucherCampaign.MaxName, "New year")
        .Amount("amount", note: "What one redemption credits.")
        .Optional
        .Texts("services", VoucherCampaign.MaxServices, 100, "gpu", "What the credit may pay for; all without it.")
        .Time("redeemFrom")
        .Time("redeemUntil", sample: "2027-02-01T00:00:00Z")
        .Time("creditFrom")
        .Time("creditUntil", sample: "2027-06-01T00:00:00Z")
        .Number("validDays", 1, VoucherCampaign.MaxValidDays, 90, "How long the credit lives after redemption.")
        .Number("perAccountLimit", 1, VoucherCampaign.MaxPerAccountLimit, 1)
        .Number("totalLimit", 1, VoucherCampaign.MaxTotalLimit, 100)
        .Texts("countries", VoucherCampaign.MaxCountries, 100, "VN", "Who may redeem; all without it.")
        .Flag("newAccountsOnly", sample: false)
        .Amount("budget", "50000000", note: "The most that all redemptions may credit.");
}
