using Billing.Platform;

namespace Billing.TopUps;

/// <summary>A way to pay, by the name of its gateway in lower case (vnpay).</summary>
public readonly record struct PayMethod(string Value)
{
    public static PayMethod VnPay { get; } = new("vnpay");
    public static PayMethod Stripe { get; } = new("stripe");
    public static PayMethod PayPal { get; } = new("paypal");
    public static PayMethod BankTransfer { get; } = new("bank-transfer");

    public static bool TryParse(string? text, out PayMethod method)
    {
        var wellFormed = Identifier.IsWellFormed(text, 20, "-");
        method = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    public override string ToString() => Value;
}
