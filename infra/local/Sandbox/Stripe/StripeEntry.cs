using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>One object of the sandbox, as it is kept in its file; its members have the names of the API.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StripeSession), "session")]
[JsonDerivedType(typeof(StripeIntent), "intent")]
[JsonDerivedType(typeof(StripeCharge), "charge")]
[JsonDerivedType(typeof(StripeRefund), "refund")]
[JsonDerivedType(typeof(StripeDispute), "dispute")]
[JsonDerivedType(typeof(StripeEvent), "event")]
[JsonDerivedType(typeof(StripeKept), "kept")]
internal abstract record StripeEntry(string Id)
{
    public static JsonSerializerOptions Json { get; } =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>As the API shows it.</summary>
    public JsonObject Show() => JsonSerializer.SerializeToNode(this, GetType(), Json)!.AsObject();
}

/// <summary>A checkout: the page where one payment can be made until it is over.</summary>
/// <param name="AmountTotal">Minor units.</param>
/// <param name="Created">Seconds of Unix, like every time of the API.</param>
internal sealed record StripeSession(
    string Id, long AmountTotal, string Currency, string? ClientReferenceId, Dictionary<string, string> Metadata,
    long Created, long ExpiresAt, string SuccessUrl, string? CancelUrl) : StripeEntry(Id)
{
    public string Object { get; } = "checkout.session";

    public string Mode { get; } = "payment";

    public bool Livemode { get; }

    /// <summary>open, complete or expired.</summary>
    public string Status { get; init; } = "open";

    /// <summary>paid or unpaid.</summary>
    public string PaymentStatus { get; init; } = "unpaid";

    /// <summary>Null until somebody tried to pay.</summary>
    public string? PaymentIntent { get; init; }

    /// <summary>Null once the session is over.</summary>
    public string? Url { get; init; }

    /// <summary>What the ids of its payment and charge share with its own.</summary>
    [JsonIgnore]
    public string Tail => Id[(Id.LastIndexOf('_') + 1)..];
}

/// <summary>The payment of a session.</summary>
internal sealed record StripeIntent(
    string Id, long Amount, string Currency, Dictionary<string, string> Metadata, long Created) : StripeEntry(Id)
{
    public string Object { get; } = "payment_intent";

    public bool Livemode { get; }

    /// <summary>requires_payment_method, processing or succeeded.</summary>
    public string Status { get; init; } = "requires_payment_method";

    public long AmountReceived { get; init; }

    public string? LatestCharge { get; init; }

    public StripeDecline? LastPaymentError { get; init; }
}

/// <summary>Why a card was not charged.</summary>
internal sealed record StripeDecline(string Code, string DeclineCode, string Message)
{
    public string Type { get; } = "card_error";
}

/// <summary>Money taken from a card.</summary>
internal sealed record StripeCharge(
    string Id, long Amount, string Currency, string PaymentIntent, Dictionary<string, string> Metadata, long Created)
    : StripeEntry(Id)
{
    public string Object { get; } = "charge";

    public bool Livemode { get; }

    public string Status { get; } = "succeeded";

    public bool Paid { get; } = true;

    /// <summary>The sum over all refunds that did not fail.</summary>
    public long AmountRefunded { get; init; }

    public bool Refunded => AmountRefunded == Amount;

    public bool Disputed { get; init; }
}

/// <summary>Money given back.</summary>
internal sealed record StripeRefund(
    string Id, long Amount, string Currency, string Charge, string PaymentIntent,
    Dictionary<string, string> Metadata, long Created) : StripeEntry(Id)
{
    public string Object { get; } = "refund";

    /// <summary>pending, succeeded or failed.</summary>
    public string Status { get; init; } = "succeeded";

    public string? FailureReason { get; init; }
}

/// <summary>A cardholder's complaint at the bank. It carries no metadata of the payment.</summary>
internal sealed record StripeDispute(
    string Id, long Amount, string Currency, string Charge, string PaymentIntent, long Created) : StripeEntry(Id)
{
    public string Object { get; } = "dispute";

    public bool Livemode { get; }

    public string Reason { get; } = "fraudulent";

    public string Status { get; init; } = "needs_response";
}

/// <summary>One fact, how it is to be sent, and how far that is.</summary>
/// <param name="Number">Counts upwards over all events.</param>
/// <param name="Body">The event as the API shows it and as it is sent.</param>
internal sealed record StripeEvent(
    string Id, long Number, string Type, long Created, JsonObject Body, StripeNoticePlan Plan) : StripeEntry(Id)
{
    public int Sent { get; init; }

    public bool IsEnded { get; init; }

    public bool IsDelivered { get; init; }

    public DateTimeOffset Next { get; init; }

    /// <summary>The statuses of the last answers, or what went wrong.</summary>
    public string? LastAnswer { get; init; }
}

/// <summary>The answer to a call with an idempotency key.</summary>
/// <param name="Id">The key.</param>
/// <param name="Fingerprint">Of path and parameters: another one with the same key is refused.</param>
internal sealed record StripeKept(string Id, string Fingerprint, int Status, JsonObject Body) : StripeEntry(Id);
