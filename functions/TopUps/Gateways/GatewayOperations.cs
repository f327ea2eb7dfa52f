using Billing.OpenApi;
using Billing.TopUps.Gateways.PayPal;
using Billing.TopUps.Gateways.Stripe;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.TopUps.Gateways;

/// <summary>What the gateways send, and where they send browsers back to.</summary>
public static class GatewayOperations
{
    private const string Json = "application/json";
    private const string Taken = "The notice was taken, or was known.";
    private const string ToPortal = "To the portal; the query of its address names the top-up where it is known.";

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(ReceiveVnPayNotice), it => it
            .By("get")
            .Answers<Dictionary<string, string>>()
            .Refuses(413, "too_large")
            .Note("The query is VNPay's, signed; the answer is in the words of its protocol: RspCode and Message."))
        .Add(nameof(ReceiveStripeNotice), it => it
            .By("post")
            .File(Json, "An event of Stripe's, signed by the header Stripe-Signature.")
            .AnswersFile(Json, Taken)
            .Refuses(400, "malformed", "signature")
            .Refuses(413, "too_large")
            .Refuses(415, "media_type")
            .Refuses(500, "api_version"))
        .Add(nameof(ReceivePayPalNotice), it => it
            .By("post")
            .File(Json, "An event of PayPal's, signed by its Paypal-Transmission headers.")
            .AnswersFile(Json, Taken)
            .Refuses(400, "malformed", "signature")
            .Refuses(413, "too_large")
            .Refuses(415, "media_type"))
        .Add(nameof(ReturnFromVnPay), it => it
            .AnswersEmpty(302, ToPortal))
        .Add(nameof(ReturnFromStripe), it => it
            .AnswersEmpty(302, ToPortal))
        .Add(nameof(ReturnFromPayPal), it => it
            .AnswersEmpty(302, ToPortal)
            .Refuses(404, "not_found"))
        .Add(nameof(CancelAtPayPal), it => it
            .AnswersEmpty(302, ToPortal));
}
