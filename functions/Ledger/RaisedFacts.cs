using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>The words of the facts that an account's book raises by itself.</summary>
public static class RaisedFacts
{
    public const string LowBalance = "low-balance";
    public const string PlanUsed = "plan-used";
    public const string PlanExhausted = "plan-exhausted";
    public const string QuotaExhausted = "quota-exhausted";

    /// <param name="balance">What the account can spend at that time; negative when it is in debt.</param>
    internal static OutboxFact BelowThreshold(Amount threshold, Amount balance, DateTimeOffset at) =>
        new(LowBalance, new JsonObject
        {
            ["at"] = Time(at),
            ["currency"] = balance.Currency.Code,
            ["threshold"] = threshold.ToDecimalString(),
            ["balance"] = balance.ToDecimalString(),
        }.ToJsonString());

    internal static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
