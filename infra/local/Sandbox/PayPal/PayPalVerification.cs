using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// Says whether a notice is PayPal's, from the event as it stands in the question, byte by byte: one that was read and
/// written again is another.
/// </summary>
internal sealed class PayPalVerification(PayPalBook book, PayPalMerchant merchant, PayPalCertificates certificates)
{
    public async Task<IResult> Answer(HttpRequest request)
    {
        try
        {
            using var question = await JsonDocument.ParseAsync(request.Body);
            var status = IsOurs(question.RootElement) ? "SUCCESS" : "FAILURE";
            book.Note($"verification: {status}");
            return Results.Json(new { verification_status = status });
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            return PayPalErrors.Of(400, "VALIDATION_ERROR");
        }
    }

    private bool IsOurs(JsonElement question)
    {
        string Text(string name) => question.GetProperty(name).GetString() ?? "";
        var body = Encoding.UTF8.GetBytes(question.GetProperty("webhook_event").GetRawText());
        var signature = new byte[Text("transmission_sig").Length];
        return Text("webhook_id") == merchant.WebhookId
            && Text("auth_algo") == "SHA256withRSA"
            && Convert.TryFromBase64String(Text("transmission_sig"), signature, out var length)
            && certificates.Verify(
                Text("cert_url").Split('/')[^1],
                PayPalSeal.Message(Text("transmission_id"), Text("transmission_time"), merchant.WebhookId, body),
                signature[..length]);
    }
}
