using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;

namespace Billing.LocalHost.Messaging;

/// <summary>Envelopes as text, and bus messages as envelopes.</summary>
internal static class EnvelopeCodec
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, PropertyValue> None = [];

    public static string Write(Envelope envelope) => JsonSerializer.Serialize(envelope, Json);

    /// <summary>The envelope, or null for text that is none.</summary>
    public static Envelope? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope>(text, Json) is { Body: not null } envelope ? envelope : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Envelope Of(ServiceBusMessage message, long sequence, DateTimeOffset now)
    {
        var starts = message.ScheduledEnqueueTime > now ? message.ScheduledEnqueueTime : now;
        return new Envelope
        {
            Body = message.Body.ToArray(),
            MessageId = message.MessageId,
            SessionId = message.SessionId,
            Subject = message.Subject,
            ContentType = message.ContentType,
            CorrelationId = message.CorrelationId,
            Properties = Properties(message.ApplicationProperties),
            Sequence = sequence,
            EnqueuedAt = starts,
            NotBefore = starts > now ? starts : null,
            ExpiresAt = message.TimeToLive < DateTimeOffset.MaxValue - starts ? starts + message.TimeToLive : null,
        };
    }

    /// <summary>Adds or replaces properties, as a settlement may ask for.</summary>
    public static Envelope With(Envelope envelope, IEnumerable<KeyValuePair<string, object>>? changes)
    {
        if (changes is null) return envelope;

        var properties = new Dictionary<string, PropertyValue>(envelope.Properties ?? None);
        foreach (var (name, value) in changes) properties[name] = PropertyValue.Of(name, value);
        return envelope with { Properties = properties };
    }

    private static Dictionary<string, PropertyValue>? Properties(IDictionary<string, object> properties) =>
        properties.Count == 0
            ? null
            : properties.ToDictionary(
                property => property.Key, property => PropertyValue.Of(property.Key, property.Value));
}
