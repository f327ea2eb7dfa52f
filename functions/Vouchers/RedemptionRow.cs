using System.Collections.Immutable;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Vouchers;

/// <summary>How a redemption is written down, in its code's partition and in the account's list of vouchers.</summary>
internal static class RedemptionRow
{
    public static TableEntity Write(Redemption redemption, string partition, string key)
    {
        var row = new TableEntity(partition, key)
        {
            ["Id"] = redemption.Id.Value,
            ["Campaign"] = redemption.Campaign.Value,
            ["MaskedCode"] = redemption.MaskedCode,
            ["Account"] = redemption.Account.Value,
            ["Amount"] = redemption.Amount.ToDecimalString(),
            ["Currency"] = redemption.Amount.Currency.Code,
            ["Services"] = string.Join(',', redemption.Services),
            ["TimeZone"] = redemption.TimeZone,
            ["At"] = redemption.At,
            ["Ordinal"] = redemption.Ordinal,
            ["Stage"] = redemption.Stage.ToString(),
        };
        if (redemption.Credit.From is { } from) row["From"] = from;
        if (redemption.Credit.Until is { } until) row["Until"] = until;
        return row;
    }

    public static Redemption Read(TableEntity row) => new(
        RedemptionId.Parse(row.GetString("Id")),
        CampaignId.Parse(row.GetString("Campaign")),
        row.GetString("MaskedCode"),
        AccountId.Parse(row.GetString("Account")),
        Amount.Parse(row.GetString("Amount"), Currency.Parse(row.GetString("Currency"))),
        new(row.GetDateTimeOffset("From"), row.GetDateTimeOffset("Until")),
        Names(row.GetString("Services")),
        row.GetString("TimeZone"),
        row.GetDateTimeOffset("At")!.Value,
        row.GetInt32("Ordinal")!.Value,
        Enum.Parse<RedemptionStage>(row.GetString("Stage")));

    private static ImmutableArray<ServiceName> Names(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ServiceName.Parse)];
}
