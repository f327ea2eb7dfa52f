using Billing.Money;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>The two codes of a payment: what the gateway answered, and where the transaction stands.</summary>
public readonly record struct VnPayCodePair(string Response, string Status)
{
    public override string ToString() => $"{Response}/{Status}";
}

/// <summary>What VNPay's codes mean. Paid takes both codes: one of them alone is a contradiction.</summary>
public static class VnPayCodes
{
    private const string Good = "00";
    private const string Unfinished = "01";
    private const string Reversed = "04";
    private const string Suspicious = "07";

    private const int MaxTransactionDigits = 15;

    /// <summary>
    /// Judges a notice: 00 and 00 is paid, 07 or 04 may have cost the customer money, one 00 alone is a contradiction.
    /// </summary>
    public static PaymentResult Judge(VnPayCodePair codes, Amount amount, string transaction, DateTimeOffset? paidAt)
    {
        if (codes.Response == Suspicious || codes.Status is Suspicious or Reversed) return Doubtful(codes);
        if (codes.Status == Unfinished) return new PaymentResult.Unfinished();
        if (codes.Response.Length == 0 || codes.Status.Length == 0) return Doubtful(codes);
        if (codes.Response == Good != (codes.Status == Good)) return Doubtful(codes);
        if (codes.Response != Good) return new PaymentResult.Declined(codes.ToString());
        if (!IsTransaction(transaction)) return new PaymentResult.Doubtful("no_transaction_number");

        return new PaymentResult.Paid(amount, transaction, paidAt);
    }

    /// <summary>
    /// Judges the transaction status of an answered question, where the response code only says that the question
    /// worked.
    /// </summary>
    public static PaymentResult JudgeStatus(string status, string transactionType, PaymentResult.Paid paid) =>
        status switch
    {
        Good when transactionType == "01" && IsTransaction(paid.Transaction) => paid,
        Unfinished => new PaymentResult.Unfinished(),
        "02" => new PaymentResult.Declined(status),
        _ => new PaymentResult.Doubtful($"{status}:{transactionType}"),
    };

    private static PaymentResult.Doubtful Doubtful(VnPayCodePair codes) => new(codes.ToString());

    /// <summary>VNPay numbers a payment that did not happen with 0.</summary>
    private static bool IsTransaction(string number) =>
        number.Length is > 0 and <= MaxTransactionDigits && number[0] != '0' && number.All(char.IsAsciiDigit);
}
