using System.Text.Json.Nodes;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>What a call of the API is answered with.</summary>
/// <param name="IsDecided">The call was carried out, or refused by its execution: its idempotency key remembers
/// that. A call with wrong parameters is not remembered.</param>
internal sealed record StripeAnswer(int Status, JsonObject Body, bool IsDecided)
{
    public static StripeAnswer Of(StripeEntry entry) => new(200, entry.Show(), true);

    public static StripeAnswer Of(JsonObject body) => new(200, body, true);

    public static StripeAnswer Invalid(string parameter, string code, string message) =>
        Error(400, "invalid_request_error", code, message, parameter);

    public static StripeAnswer Missing(string what) =>
        Error(404, "invalid_request_error", "resource_missing", $"No such {what}", "id");

    public static StripeAnswer Unauthorized { get; } =
        Error(401, "invalid_request_error", "", "Invalid API Key provided", "");

    public static StripeAnswer OtherParameters { get; } = Error(
        400, "idempotency_error", "", "Keys for idempotent requests can only be used with the same parameters", "");

    public static StripeAnswer Broken { get; } =
        Error(500, "api_error", "", "An unknown error occurred", "") with { IsDecided = true };

    public static StripeAnswer TooMany { get; } =
        Error(429, "invalid_request_error", "rate_limit", "Request rate limit exceeded", "");

    private static StripeAnswer Error(int status, string type, string code, string message, string parameter)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (code.Length > 0) error["code"] = code;
        if (parameter.Length > 0) error["param"] = parameter;
        return new(status, new() { ["error"] = error }, false);
    }
}
