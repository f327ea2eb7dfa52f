using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class SegmentSummaryTests
{
    [Fact]
    public void A_service_s_sum_tells_what_plans_paid_of_it()
    {
        var storage = new ServiceName("storage");
        Segment segment = new(new(2026, 3, 10), 7, 2,
        [
            Line(Inference, "3", Part(FundKind.Plan, "1"), Part(FundKind.Voucher, "2")),
            Line(storage, "4", Part(FundKind.Plan, "4")),
            Line(Inference, "5", Part(FundKind.TopUp, "4"), Part(FundKind.Debt, "1")),
        ]);

        var summary = SegmentSummary.Of(segment);

        Assert.Equal(Usd("12"), summary.Amount);
        Assert.Equal(
            [new(Inference, 2, Usd("8"), Usd("1")), new ServiceSum(storage, 1, Usd("4"), Usd("4"))], summary.Services);
        Assert.Equal(
            SegmentTraits.Plan | SegmentTraits.Voucher | SegmentTraits.TopUp | SegmentTraits.Debt, summary.Traits);
    }

    private static Leg Part(FundKind kind, string amount) => new(kind, new("fund"), Quantity.Of(1), Usd(amount));

    private static RatedLine Line(ServiceName service, string amount, params Leg[] legs) => new(
        "gateway/eu-1", amount, Noon, service, InputTokens, "", "", "price@1", default, default, default, Usd(amount),
        [.. legs], IsLate: false);
}
