using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways.Stripe;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeFactsTests
{
    private static readonly PaymentResult.Paid Paid = new(SomeStripe.Yen, SomeStripe.Intent, SomeStripe.Now);

    /// <summary>Type, object, and what it means; null where the object does not hold what its type promises.</summary>
    public static TheoryData<string, string, PaymentResult?> Events => new()
    {
        { "checkout.session.completed", Session(), Paid },
        { "checkout.session.completed", Session("payment_status", "unpaid"), new PaymentResult.Unfinished() },
        { "checkout.session.completed", Session("payment_status", "no_payment_required"), null },
        { "checkout.session.completed", Session("amount_total", null), null },
        { "checkout.session.completed", Session("amount_total", "3000"), null },
        { "checkout.session.completed", Session("amount_total", 3000.5), null },
        { "checkout.session.completed", Session("payment_intent", null), null },
        { "checkout.session.completed", Session("currency", "usd"), new PaymentResult.Doubtful("currency_differs") },
        {
            "checkout.session.completed", Session("amount_total", 300_000),
            Paid with { Amount = Amount.Parse("300000", Currency.Jpy) }
        },
        { "checkout.session.async_payment_succeeded", Session(), Paid },
        { "checkout.session.async_payment_failed", Session(), new PaymentResult.Declined("async_payment_failed") },
        { "checkout.session.expired", Session(), new PaymentResult.Lapsed("session_expired") },
        { "payment_intent.succeeded", Intent(), Paid },
        { "payment_intent.succeeded", Intent("status", "processing"), null },
        { "payment_intent.succeeded", Intent("amount_received", null), null },
        { "payment_intent.payment_failed", Intent(), new PaymentResult.Attempted("payment_failed") },
        {
            "payment_intent.payment_failed",
            Intent("last_payment_error", new JsonObject { ["code"] = "card_declined", ["decline_code"] = "lost_card" }),
            new PaymentResult.Attempted("lost_card")
        },
        {
            "charge.refunded", """{"id":"ch_1","object":"charge","currency":"jpy","amount_refunded":1000}""",
            new PaymentResult.RefundedInAll(Yen("1000"))
        },
        { "charge.refunded", """{"id":"ch_1","object":"charge","currency":"usd","amount_refunded":1000}""", null },
        { "refund.created", Refund("pending"), new PaymentResult.Refunded("re_1", Yen("1000")) },
        { "refund.updated", Refund("succeeded"), new PaymentResult.Refunded("re_1", Yen("1000")) },
        { "refund.updated", Refund("requires_action"), new PaymentResult.Refunded("re_1", Yen("1000")) },
        { "refund.updated", Refund("canceled"), new PaymentResult.RefundFailed("re_1", Yen("1000")) },
        { "refund.failed", Refund("failed"), new PaymentResult.RefundFailed("re_1", Yen("1000")) },
        { "refund.updated", Refund("unheard_of"), null },
        { "charge.dispute.created", Dispute("needs_response"), Disputed(DisputePhase.Opened) },
        { "charge.dispute.created", Dispute("warning_needs_response"), Disputed(DisputePhase.Opened) },
        { "charge.dispute.funds_withdrawn", Dispute("needs_response"), Disputed(DisputePhase.Withdrawn) },
        { "charge.dispute.funds_reinstated", Dispute("under_review"), Disputed(DisputePhase.Won) },
        { "charge.dispute.closed", Dispute("won"), Disputed(DisputePhase.Won) },
        { "charge.dispute.closed", Dispute("warning_closed"), Disputed(DisputePhase.Won) },
        { "charge.dispute.closed", Dispute("lost"), Disputed(DisputePhase.Lost) },
        { "charge.dispute.closed", Dispute("prevented"), null },
        { "customer.created", "{}", null },
        { "charge.refunded", "[]", null },
    };

    [Theory, MemberData(nameof(Events))]
    public void Each_event_means_one_thing(string type, string about, PaymentResult? expected)
    {
        var notice = StripeNotice.Read(SomeStripe.Event(type, JsonNode.Parse(about)!).Bytes());

        Assert.Equal(expected, StripeFacts.Of(notice));
    }

    private static string Session(string? name = null, JsonNode? value = null) =>
        Changed(SomeStripe.PaidSession(), name, value);

    private static string Intent(string? name = null, JsonNode? value = null) =>
        Changed(SomeStripe.PaidIntent(), name, value);

    private static string Changed(JsonObject about, string? name, JsonNode? value) =>
        (name is null ? about : about.With(name, value)).ToJsonString();

    private static string Refund(string status) =>
        $$"""{"id":"re_1","object":"refund","currency":"jpy","amount":1000,"status":"{{status}}"}""";

    private static string Dispute(string status) =>
        $$"""{"id":"du_1","object":"dispute","currency":"jpy","amount":3000,"status":"{{status}}"}""";

    private static PaymentResult.Disputed Disputed(DisputePhase phase) => new("du_1", phase, SomeStripe.Yen);

    private static Amount Yen(string amount) => Amount.Parse(amount, Currency.Jpy);
}
