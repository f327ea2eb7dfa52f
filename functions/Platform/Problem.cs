using System.Globalization;
using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Platform;

/// <summary>One fault of one field: where, which rule, and a sentence for a person.</summary>
public sealed record FieldError(string Field, string Code, string Message);

/// <summary>Builds RFC 9457 answers: a stable type, the field and the rule, never a stack trace.</summary>
public static class Problem
{
    public const string ContentType = "application/problem+json";

    public static IActionResult Of(int status, string code, string detail, params IReadOnlyList<FieldError> errors) =>
        new ObjectResult(Body(status, code, detail, errors))
        {
            StatusCode = status,
            ContentTypes = { ContentType },
        };

    public static IActionResult Malformed(string detail) => Of(400, "malformed", detail);

    public static IActionResult NotFound(string what) => Of(404, "not_found", $"There is no such {what}.");

    /// <summary>400: the cursor was not made by this query.</summary>
    public static IActionResult BadCursor() =>
        Of(400, "bad_cursor", "The cursor belongs to another query, or is none; begin again without it.");

    /// <summary>422 with all faults at once.</summary>
    public static IActionResult Invalid(IReadOnlyList<FieldError> errors) =>
        Of(422, "invalid", "Some fields break a rule; each is named under errors.", errors);

    /// <summary>503 with Retry-After: the same request may pass later.</summary>
    public static IActionResult Unavailable(string detail, int retryAfterSeconds = 2) =>
        new RetryLater(503, "unavailable", detail, retryAfterSeconds);

    /// <summary>429 with Retry-After.</summary>
    public static IActionResult TooMany(string code, string detail, int retryAfterSeconds) =>
        new RetryLater(429, code, detail, retryAfterSeconds);

    /// <summary>409 with Retry-After: what is asked for is still being made.</summary>
    public static IActionResult NotYet(string code, string detail, int retryAfterSeconds) =>
        new RetryLater(409, code, detail, retryAfterSeconds);

    /// <summary>The snake_case code of a refusal enum member, as it appears in the problem's type.</summary>
    public static string Code<TReason>(TReason reason)
        where TReason : struct, Enum
    {
        var name = reason.ToString();
        return string.Concat(name.Select((c, i) =>
            char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
    }

    public static Dictionary<string, object?> Body(
        int status, string code, string detail, IReadOnlyList<FieldError> errors)
    {
        var body = new Dictionary<string, object?>
        {
            ["type"] = $"urn:billing:problem:{code}",
            ["title"] = code.Replace('_', ' '),
            ["status"] = status,
            ["detail"] = detail,
            ["code"] = code,
        };
        if (Tracing.CurrentTraceId is { } trace) body["traceId"] = trace;
        if (errors.Count > 0) body["errors"] = errors;
        return body;
    }

    private sealed class RetryLater(int status, string code, string detail, int seconds) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Of(status, code, detail).ExecuteResultAsync(context);
        }
    }
}
