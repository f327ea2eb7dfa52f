using System.Security.Cryptography;
using System.Text;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>An instalment that was paid from the top-up credit, as the payment history shows it.</summary>
/// <param name="Payment">Our id of the payment, as the plan and the ledger have it.</param>
public sealed record BalancePayment(
    AccountId Account, PlanPart For, string Payment, Amount Amount, DateTimeOffset PaidAt)
{
    /// <summary>How histories name this way to pay.</summary>
    public const string Method = "balance";

    private const int RandomBytes = 10;

    /// <summary>A ULID of the moment and the payment: its place among the payments of the account.</summary>
    public string Id => Made.ToString();

    /// <summary>Sorts the other way round: the newest first.</summary>
    public string Inverted
    {
        get
        {
            var bytes = Made.ToByteArray();
            for (var i = 0; i < bytes.Length; i++) bytes[i] ^= byte.MaxValue;
            return new Ulid(bytes).ToString();
        }
    }

    /// <summary>The movement that it stands for.</summary>
    public MovementFact.PlanPaid Movement => new(For.Plan.Value, For.Instalment, Payment, null, Amount);

    private Ulid Made =>
        Ulid.NewUlid(PaidAt, SHA256.HashData(Encoding.UTF8.GetBytes(Payment)).AsSpan(0, RandomBytes));
}
