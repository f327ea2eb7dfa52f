using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>A top-up as stored, with the version that a change must name.</summary>
public sealed record StoredTopUp(TopUp TopUp, ETag Version);

/// <summary>
/// Top-ups are rows of their account's ledger partition, newest first, so that crediting one is a single transaction
/// with the movement. This says how such a row looks; whoever decides commits it.
/// </summary>
public sealed class TopUpTable(LedgerTable ledger)
{
    private const string Kind = "topUp";

    /// <summary>A top-up that succeeded stands for the movement that credited it.</summary>
    public static CreditWitness Witness { get; } = new(
        LedgerKeys.PaymentRow,
        "I12 a payment that succeeded is credited once, and nothing else is credited",
        (account, row) => row.GetString("kind") == Kind ? Read(account, row).Credit : null,
        fact => fact is MovementFact.TopUpCredited);

    public async Task<StoredTopUp?> Find(AccountId account, TopUpId id, CancellationToken stop)
    {
        var found = await ledger.Rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), LedgerKeys.Payment(account, id.Inverted), cancellationToken: stop);
        return found.HasValue ? new(Read(account, found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>Fails its transaction when the row exists.</summary>
    public static TableTransactionAction Insert(TopUp topUp) => new(TableTransactionActionType.Add, Write(topUp));

    /// <summary>Fails its transaction when the row is no longer what it was.</summary>
    public static TableTransactionAction Replace(StoredTopUp stored, TopUp topUp) =>
        new(TableTransactionActionType.UpdateReplace, Write(topUp), stored.Version);

    private static TableEntity Write(TopUp topUp) =>
        new(LedgerKeys.Partition(topUp.Account), LedgerKeys.Payment(topUp.Account, topUp.Id.Inverted))
        {
            ["kind"] = Kind,
            ["id"] = topUp.Id.Value,
            ["amount"] = topUp.Amount.ToDecimalString(),
            ["currency"] = topUp.Amount.Currency.Code,
            ["method"] = topUp.Method.Value,
            ["status"] = EnumText.Format(topUp.Status),
            ["termsVersion"] = topUp.Consent.TermsVersion,
            ["consentAt"] = topUp.Consent.At,
            ["startedAt"] = topUp.StartedAt,
            ["payBefore"] = topUp.PayBefore,
            ["redirectUrl"] = topUp.RedirectUrl,
            ["transaction"] = topUp.Transaction,
            ["reason"] = topUp.Reason,
            ["paidAt"] = topUp.PaidAt,
            ["settledAt"] = topUp.SettledAt,
            ["isLate"] = topUp.IsLate,
        };

    private static TopUp Read(AccountId account, TableEntity row)
    {
        Invariant.Holds(
            EnumText.TryParse<TopUpStatus>(row.GetString("status"), out var status), "a stored status is known");
        return new(
            TopUpId.Parse(row.GetString("id")),
            account,
            Amount.Parse(row.GetString("amount"), Currency.Parse(row.GetString("currency"))),
            new(row.GetString("method")),
            new(row.GetString("termsVersion"), Time(row, "consentAt")),
            Time(row, "startedAt"),
            Time(row, "payBefore"),
            status,
            row.GetString("redirectUrl"))
        {
            Transaction = row.GetString("transaction"),
            Reason = row.GetString("reason"),
            PaidAt = row.GetDateTimeOffset("paidAt"),
            SettledAt = row.GetDateTimeOffset("settledAt"),
            IsLate = row.GetBoolean("isLate") ?? false,
        };
    }

    private static DateTimeOffset Time(TableEntity row, string column) => row.GetDateTimeOffset(column)!.Value;
}
