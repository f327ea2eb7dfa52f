using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Platform.Limits;

namespace Billing.Functions.Tests.Platform.Limits;

public sealed class LimitTableTests
{
    [Fact]
    public void A_function_has_one_group() => Assert.Throws<InvariantException>(
        () => new LimitTable().Put(RequestGroup.Heavy, "A").Put(RequestGroup.Money, "A"));

    [Theory]
    [InlineData("Named", "GET", false, RequestGroup.Heavy)]
    [InlineData("Named", "POST", true, RequestGroup.Heavy)]
    [InlineData("Other", "GET", true, RequestGroup.Public)]
    [InlineData("Other", "GET", false, RequestGroup.Reading)]
    [InlineData("Other", "head", false, RequestGroup.Reading)]
    [InlineData("Other", "PUT", false, RequestGroup.Writing)]
    public void The_others_go_by_what_they_do(string function, string method, bool isAnonymous, RequestGroup expected)
    {
        var groups = new LimitTable().Put(RequestGroup.Heavy, "Named");

        Assert.Equal(expected, groups.GroupOf(function, method, isAnonymous));
    }

    [Fact]
    public void These_functions_have_a_limit_of_their_own_kind()
    {
        var named =
            from function in SomeLimits.Groups.Functions
            group function by SomeLimits.Groups.GroupOf(function, "GET", isAnonymous: true) into same
            orderby same.Key
            select $"{same.Key}: {string.Join(' ', same.Order(StringComparer.Ordinal))}";

        Assert.Equal(
            [
                "Money: ApproveBankTransfer CorrectInvoice DecidePayment MatchBankTransfer PayPlan RecordBankTransfer "
                    + "RedeemVoucher RefundPayment SettleRefund StartTopUp",
                "Heavy: AuditAccount CompareSettlement ExportCreditHistory GetInvoicePdf GetStatement GetStatementPdf "
                    + "GetStatementWorkbook",
                "Usage: IngestUsage",
                "Webhooks: ReceivePayPalNotice ReceiveStripeNotice ReceiveVnPayNotice",
                "Health: GetLedgerHealth GetLiveness GetReadiness",
            ],
            named);
    }
}
