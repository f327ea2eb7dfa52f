using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>How a top-up looks as a row; rows of earlier builds lack the later columns.</summary>
internal static class TopUpRow
{
    private const string Kind = "topUp";

    /// <summary>Other payments may stand in the same row range.</summary>
    public static bool IsTopUp(TableEntity row) => row.GetString("kind") == Kind;

    public static TableEntity Write(TopUp topUp) =>
        new TableEntity(LedgerKeys.Partition(topUp.Account), LedgerKeys.Payment(topUp.Account, topUp.Id.Inverted))
        {
            ["kind"] = Kind,
            ["id"] = topUp.Id.Value,
            ["amount"] = topUp.Amount.ToDecimalString(),
            ["currency"] = topUp.Amount.Currency.Code,
            ["total"] = topUp.Total.ToDecimalString(),
            ["payCurrency"] = topUp.Total.Currency.Code,
            ["method"] = topUp.Method.Value,
            ["status"] = EnumText.Format(topUp.Status),
            ["termsVersion"] = topUp.Consent.TermsVersion,
            ["consentAt"] = topUp.Consent.At,
            ["startedAt"] = topUp.StartedAt,
            ["payBefore"] = topUp.PayBefore,
            ["giveUpAt"] = topUp.GiveUpAt,
            ["email"] = topUp.Email,
            ["payerName"] = topUp.PayerName,
            ["redirectUrl"] = topUp.RedirectUrl,
            ["gatewayId"] = topUp.GatewayId,
            ["transaction"] = topUp.Transaction,
            ["reason"] = topUp.Reason,
            ["paidAt"] = topUp.PaidAt,
            ["settledAt"] = topUp.SettledAt,
            ["isLate"] = topUp.IsLate,
            ["credited"] = topUp.Credited?.ToDecimalString(),
            ["receipts"] = TopUpJson.Write(topUp.Receipts),
            ["reversals"] = TopUpJson.Write(topUp.Reversals),
            ["moves"] = TopUpJson.Write(topUp.Moves),
            ["review"] = TopUpJson.Write(topUp.Review),
            ["plan"] = topUp.For?.Plan.Value,
            ["instalment"] = topUp.For?.Instalment,
            ["planName"] = topUp.For?.Name,
            ["hasPaidPlan"] = topUp.For is null ? null : topUp.HasPaidPlan,
        }.With(topUp.Exchange);

    public static TopUp Read(AccountId account, TableEntity row)
    {
        Invariant.Holds(
            EnumText.TryParse<TopUpStatus>(row.GetString("status"), out var status), "a stored status is known");
        var amount = Money(row, "amount", "currency")!.Value;
        var topUp = new TopUp(
            TopUpId.Parse(row.GetString("id")),
            account,
            amount,
            new(row.GetString("method")),
            new(row.GetString("termsVersion"), Time(row, "consentAt")),
            Time(row, "startedAt"),
            Time(row, "payBefore"),
            status,
            row.GetString("redirectUrl"))
        {
            Total = Money(row, "total", "payCurrency") ?? amount,
            Exchange = ExchangeRow.Read(row),
            Email = row.GetString("email"),
            PayerName = row.GetString("payerName"),
            GatewayId = row.GetString("gatewayId"),
            Transaction = row.GetString("transaction"),
            Reason = row.GetString("reason"),
            PaidAt = row.GetDateTimeOffset("paidAt"),
            SettledAt = row.GetDateTimeOffset("settledAt"),
            IsLate = row.GetBoolean("isLate") ?? false,
            For = Part(row),
            HasPaidPlan = row.GetBoolean("hasPaidPlan") ?? false,
            Credited = Money(row, "credited", "currency") ?? (status == TopUpStatus.Success ? amount : null),
        };
        return WithLists(row.GetDateTimeOffset("giveUpAt") is { } end ? topUp with { GiveUpAt = end } : topUp, row);
    }

    private static TopUp WithLists(TopUp topUp, TableEntity row)
    {
        var (held, paid) = (topUp.Amount.Currency, topUp.Total.Currency);
        if (row.GetString("receipts") is { } receipts)
            topUp = topUp with { Receipts = TopUpJson.ReadReceipts(receipts, paid) };
        if (row.GetString("reversals") is { } reversals)
            topUp = topUp with { Reversals = TopUpJson.ReadReversals(reversals, topUp.Total) };
        if (row.GetString("moves") is { } moves) topUp = topUp with { Moves = TopUpJson.ReadMoves(moves, held) };
        if (row.GetString("review") is { } review) topUp = topUp with { Review = TopUpJson.ReadReview(review, held) };
        return topUp;
    }

    private static PlanPart? Part(TableEntity row) => row.GetString("plan") is { } plan
        ? new(PlanId.Parse(plan), row.GetInt32("instalment")!.Value, row.GetString("planName"))
        : null;

    private static Amount? Money(TableEntity row, string column, string currency) =>
        row.GetString(column) is { } text ? Amount.Parse(text, Currency.Parse(row.GetString(currency))) : null;

    private static DateTimeOffset Time(TableEntity row, string column) => row.GetDateTimeOffset(column)!.Value;
}
