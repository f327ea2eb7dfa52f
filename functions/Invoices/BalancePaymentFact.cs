using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Invoices;

/// <summary>A payment from the balance as its plan tells it.</summary>
public static class BalancePaymentFact
{
    /// <exception cref="JsonException">No plan tells that.</exception>
    public static BalancePayment Read(AccountId account, string body)
    {
        var said = JsonSerializer.Deserialize<Said>(body, Json.Options) ?? throw new JsonException("A fact is null.");
        var part = new PlanPart(PlanId.Parse(said.PlanId), said.Instalment, said.Name);
        return new(account, part, said.PaymentId, said.Amount, said.At);
    }

    private sealed record Said(
        string PlanId, string? Name, int Instalment, string PaymentId, Amount Amount, DateTimeOffset At);
}
