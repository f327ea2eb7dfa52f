using System.Text.RegularExpressions;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>Reads the order of a checkout, as strictly as the API: what it does not know, it refuses.</summary>
internal static class StripeOrders
{
    private const string Price = "line_items[0][price_data]";
    private const long MostMinor = 99_999_999;
    private const long LeastSeconds = 30 * 60;
    private const long MostSeconds = 24 * 60 * 60;

    private static readonly string[] Known =
    [
        "mode", "success_url", "cancel_url", "client_reference_id", "expires_at", "locale", "customer_email",
        "submit_type", "adaptive_pricing[enabled]", "line_items[0][quantity]", $"{Price}[currency]",
        $"{Price}[unit_amount]", $"{Price}[product_data][name]",
    ];

    private static readonly string[] KnownMaps =
        ["metadata", "payment_intent_data[metadata]", "allowed_payment_method_types", "expand"];

    /// <summary>The least that can be charged, in minor units; a currency that is not here is not taken.</summary>
    private static readonly Dictionary<string, long> Least = new() { ["jpy"] = 50, ["usd"] = 50, ["eur"] = 50 };

    /// <summary>The session with the payment that it will make, or the refusal.</summary>
    public static (StripeSession Session, StripeIntent Intent, StripeAnswer? Refusal) Read(
        StripeForm form, string pageRoot, long now)
    {
        if (Wrong(form, now) is { } refusal) return (null!, null!, refusal);

        var (amount, currency) = (form.Number($"{Price}[unit_amount]")!.Value, form[$"{Price}[currency]"]!);
        var session = new StripeSession(
            StripeBook.NewId("cs_test_"), amount, currency, form["client_reference_id"], form.Map("metadata"),
            now, form.Number("expires_at") ?? now + MostSeconds, form["success_url"]!, form["cancel_url"]);
        var intent = new StripeIntent(
            $"pi_{session.Tail}", amount, currency, form.Map("payment_intent_data[metadata]"), now);
        return (session with { Url = pageRoot + session.Id }, intent, null);
    }

    private static StripeAnswer? Wrong(StripeForm form, long now)
    {
        if (form.Names.Any(name => name.StartsWith("payment_method_types", StringComparison.Ordinal)))
            return StripeAnswer.Invalid(
                "payment_method_types", "payment_method_types_no_longer_supported", "Use allowed_payment_method_types");
        if (form.Names.FirstOrDefault(name => !IsKnown(name)) is { } unknown)
            return StripeAnswer.Invalid(unknown, "parameter_unknown", $"Received unknown parameter: {unknown}");
        if (form["mode"] != "payment") return StripeAnswer.Invalid("mode", "parameter_missing", "mode is not payment");
        if (form["line_items[0][quantity]"] != "1")
            return StripeAnswer.Invalid("line_items", "parameter_missing", "One line of one piece is sold here");
        if (!Regex.IsMatch(form["success_url"] ?? "", "^https?://.{3,5000}$"))
            return StripeAnswer.Invalid("success_url", "url_invalid", "Not a valid URL");
        if (form["expires_at"] is { } text && !IsTime(form.Number("expires_at"), now))
            return StripeAnswer.Invalid(
                "expires_at", "parameter_invalid_integer", $"{text} is not 30 minutes to 24 hours from now");

        return WrongPrice(form);
    }

    private static StripeAnswer? WrongPrice(StripeForm form)
    {
        if (string.IsNullOrWhiteSpace(form[$"{Price}[product_data][name]"]))
            return StripeAnswer.Invalid("line_items", "parameter_missing", "The product has no name");
        if (!Least.TryGetValue(form[$"{Price}[currency]"] ?? "", out var least))
            return StripeAnswer.Invalid("currency", "parameter_invalid_string_blank", "Invalid currency");
        if (form.Number($"{Price}[unit_amount]") is not { } amount)
            return StripeAnswer.Invalid("unit_amount", "parameter_invalid_integer", "Invalid integer");
        if (amount < least) return StripeAnswer.Invalid("unit_amount", "amount_too_small", "The amount is too small");
        return amount > MostMinor
            ? StripeAnswer.Invalid("unit_amount", "amount_too_large", "The amount is too large")
            : null;
    }

    private static bool IsTime(long? expires, long now) =>
        expires >= now + LeastSeconds && expires <= now + MostSeconds;

    private static bool IsKnown(string name) =>
        Known.Contains(name, StringComparer.Ordinal)
        || KnownMaps.Any(map => name.StartsWith($"{map}[", StringComparison.Ordinal));
}
