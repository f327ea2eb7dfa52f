using System.Text.Json;
using Billing.Platform;
using Stripe;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>One event of Stripe's, as its envelope says: which, of what kind, when, about what.</summary>
/// <param name="IsThin">An event of the second kind: it names an object and does not carry it.</param>
public sealed record StripeNotice(
    string Id, string Type, DateTimeOffset At, bool IsLive, bool IsThin, string? ApiVersion, StripeFields About)
{
    private const int MaxId = 100;
    private const string ThinKind = "v2.core.event";

    /// <summary>
    /// False if another version of the API wrote it: its members may mean something else. It is not taken until we
    /// read that version.
    /// </summary>
    public bool IsReadable =>
        IsThin || (ApiVersion is not null && EventUtility.IsCompatibleApiVersion(ApiVersion));

    public bool IsAboutSession => About.Text("object") == "checkout.session";

    /// <exception cref="FormatException">It is no event.</exception>
    public static StripeNotice Read(ReadOnlyMemory<byte> body)
    {
        if (!JsonText.TryParse(body.ToArray(), out var root, out var wrong)) throw new FormatException(wrong);

        var fields = new StripeFields(root);
        var (kind, type) = (fields.Text("object"), fields.Text("type"));
        var isThin = kind == ThinKind;
        if (kind != "event" && !isThin) throw new FormatException("The body is no event.");
        if (!Identifier.IsWellFormed(fields.Text("id"), MaxId, "_")) throw new FormatException("The event has no id.");
        if (type is null || Made(fields) is not { } at) throw new FormatException("The event has no type or time.");

        return new(
            fields.Text("id")!, type, at, fields.Flag("livemode") ?? false, isThin, fields.Text("api_version"),
            fields.Inner("data").Inner("object"));
    }

    /// <summary>Seconds of Unix, or text in events of the second kind.</summary>
    private static DateTimeOffset? Made(StripeFields fields)
    {
        if (fields.Time("created") is { } time) return time;
        return Rfc3339.TryParse(fields.Text("created"), out var written) ? written : null;
    }
}
