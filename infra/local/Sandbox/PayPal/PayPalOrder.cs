using System.Collections.Immutable;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>Money as PayPal writes it.</summary>
internal sealed record PayPalMoney(string Currency, string Value)
{
    public static readonly ImmutableArray<string> WithoutDecimals = ["HUF", "JPY", "TWD"];

    public decimal Number => decimal.Parse(Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same currency with as many decimals as it has.</summary>
    public PayPalMoney Of(decimal number) => this with
    {
        Value = number.ToString(
            WithoutDecimals.Contains(Currency) ? "0" : "0.00", System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>An order from its creation to the last refund.</summary>
internal sealed record PayPalOrder(
    string Id, string RequestId, PayPalMoney Amount, string CustomId, string InvoiceId, string Description,
    string ReturnUrl, string CancelUrl, DateTimeOffset CreatedAt)
{
    /// <summary>PAYER_ACTION_REQUIRED, APPROVED, COMPLETED or VOIDED.</summary>
    public string Status { get; init; } = "PAYER_ACTION_REQUIRED";

    public PayPalCapture? Capture { get; init; }

    public PayPalCapturePlan CapturePlan { get; init; } = new();

    public PayPalNoticePlan NoticePlan { get; init; } = new();

    public ImmutableArray<PayPalDispute> Disputes { get; init; } = [];
}

/// <summary>The one capture of an order.</summary>
internal sealed record PayPalCapture(
    string Id, string RequestId, string Status, string? Reason, PayPalMoney Amount, DateTimeOffset CreatedAt)
{
    public ImmutableArray<PayPalRefund> Refunds { get; init; } = [];

    public decimal Refunded => Refunds.Sum(refund => refund.Amount.Number);
}

/// <summary>Money that went back to the buyer.</summary>
/// <param name="RequestId">The merchant's key; the refund's own id when PayPal made it.</param>
internal sealed record PayPalRefund(string Id, string RequestId, PayPalMoney Amount, DateTimeOffset CreatedAt);

/// <summary>A buyer's complaint about a capture.</summary>
/// <param name="Outcome">Null until it is resolved.</param>
internal sealed record PayPalDispute(string Id, PayPalMoney Amount, string? Outcome, DateTimeOffset CreatedAt);

/// <summary>A notice and how far its sending has come.</summary>
internal sealed record PayPalNotice(
    string Id, string OrderId, string Type, string Body, PayPalNoticePlan Plan, DateTimeOffset MadeAt)
{
    public int Sent { get; init; }

    public bool Ended { get; init; }

    public DateTimeOffset Due { get; init; }

    /// <summary>The last answers: a status each, or what went wrong.</summary>
    public string? LastAnswer { get; init; }
}
