using System.Buffers;
using System.Text.Json;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>The question to PayPal whether it sent a notice.</summary>
public static class PayPalPostback
{
    /// <summary>
    /// The notice goes in byte by byte: read and written again it would be another. Null when it is no JSON.
    /// </summary>
    public static byte[]? Write(PayPalTransmission transmission, string webhookId, ReadOnlyMemory<byte> body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("auth_algo", PayPalTransmission.Algorithm);
        json.WriteString("cert_url", transmission.CertUrl);
        json.WriteString("transmission_id", transmission.Id);
        json.WriteString("transmission_sig", transmission.Signature);
        json.WriteString("transmission_time", transmission.Time);
        json.WriteString("webhook_id", webhookId);
        json.WritePropertyName("webhook_event");
        try
        {
            json.WriteRawValue(body.Span);
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            return null;
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
