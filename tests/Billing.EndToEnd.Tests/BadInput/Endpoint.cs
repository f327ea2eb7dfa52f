using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.BadInput;

/// <summary>One endpoint as a caller knows it: who may call it, and the smallest body that it takes.</summary>
/// <param name="Path">Below /api/v1; {account} stands for the caller's own account.</param>
/// <param name="Role">A role that may call it; null for everybody.</param>
/// <param name="Body">Every member is required; null for endpoints without a body.</param>
public sealed record Endpoint(string Method, string Path, string? Role, string? Body = null)
{
    private const string PlanPath = "accounts/{account}/plans/01ARZ3NDEKTSV4RRFFQ69G5FAV";

    public bool IsAccounts => Path.StartsWith("accounts/", StringComparison.Ordinal);

    /// <summary>A role that may not call it.</summary>
    public string WrongRole =>
        Role == "sales" || Path.Contains("/plans", StringComparison.Ordinal) ? "service" : "sales";

    public string MediaType => Path == "usage" ? "application/cloudevents-batch+json" : "application/json";

    /// <summary>Every endpoint of the API but the webhooks, which have their own protocol and tests.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("GET", "accounts/{account}/profile", "customer"),
        new("PUT", "accounts/{account}/profile", "customer",
            """{"type":"personal","name":"A","email":"a@example.com","address":"B","country":"VN","currency":"VND"}"""),
        new("GET", "accounts/{account}/settings", "customer"),
        new("PUT", "accounts/{account}/settings", "customer",
            """{"lowBalance":[{"amount":"100000","currency":"VND"}]}"""),
        new("GET", "accounts/{account}/notices", "customer"),
        new("GET", "outbox/set-aside", "admin"),
        new("GET", "accounts/{account}/balance", "customer"),
        new("GET", "accounts/{account}/overview", "customer"),
        new("GET", "accounts/{account}/credit-history", "customer"),
        new("GET", "accounts/{account}/usage", "customer"),
        new("GET", "accounts/{account}/charges/20260101-1-0", "customer"),
        new("GET", "accounts/{account}/statements/2026-03", "customer"),
        new("GET", "accounts/{account}/statements/2026-03.pdf", "customer"),
        new("GET", "accounts/{account}/statements/2026-03.xlsx", "customer"),
        new("GET", "accounts/{account}/credit-history.xlsx", "customer"),
        new("GET", "accounts/{account}/exports/one", "customer"),
        new("GET", "accounts/{account}/invoices", "customer"),
        new("GET", "accounts/{account}/invoices/01ARZ3NDEKTSV4RRFFQ69G5FAV", "customer"),
        new("POST", "accounts/{account}/invoices/01ARZ3NDEKTSV4RRFFQ69G5FAV/credit-notes", "finance",
            """{"amount":{"amount":"1000","currency":"VND"},"reason":"A"}"""),
        new("GET", "accounts/{account}/audit", "finance"),
        new("GET", "audits", "finance"),
        new("GET", "audits/01ARZ3NDEKTSV4RRFFQ69G5FAV", "finance"),
        new("POST", "accounts/{account}/top-up-quotes", "customer",
            """{"amount":{"amount":"500000","currency":"VND"},"method":"vnpay"}"""),
        new("POST", "accounts/{account}/top-ups", "customer",
            """{"quoteId":"01ARZ3NDEKTSV4RRFFQ69G5FAV","acceptTerms":true,"termsVersion":"1"}"""),
        new("GET", "accounts/{account}/top-ups/01ARZ3NDEKTSV4RRFFQ69G5FAV", "customer"),
        new("GET", "accounts/{account}/payments", "customer"),
        new("GET", "accounts/{account}/payments/01ARZ3NDEKTSV4RRFFQ69G5FAV/receipt", "customer"),
        new("GET", "bank-transfers", "finance"),
        new("POST", "bank-transfers", "finance",
            """{"transactionId":"FT1","amount":{"amount":"500000","currency":"VND"},"receivedOn":"2026-01-02"}"""),
        new("GET", "bank-transfers/FT0", "finance"),
        new("POST", "bank-transfers/FT0/match", "finance", """{"reference":"TU000000000","reason":"R"}"""),
        new("POST", "bank-transfers/FT0/approve", "finance"),
        new("GET", "settlements/stripe/2026-01-02", "finance"),
        new("GET", "exchange-rates", "finance"),
        new("GET", "exchange-rates/USD/VND", "finance"),
        new("PUT", "exchange-rates", "admin", """{"from":"USD","to":"CZK","rate":"20.9","source":"S"}"""),
        new("GET", "accounts/{account}/vouchers", "customer"),
        new("POST", "accounts/{account}/vouchers", "customer", """{"code":"ABCDEFGH23"}"""),
        new("GET", "voucher-campaigns", "admin"),
        new("POST", "voucher-campaigns", "admin", """{"name":"N","amount":{"amount":"1000","currency":"VND"}}"""),
        new("GET", "voucher-campaigns/01ARZ3NDEKTSV4RRFFQ69G5FAV", "admin"),
        new("POST", "voucher-campaigns/01ARZ3NDEKTSV4RRFFQ69G5FAV/codes", "admin", """{"count":1}"""),
        new("POST", "voucher-campaigns/01ARZ3NDEKTSV4RRFFQ69G5FAV/revoke", "admin"),
        new("POST", "accounts/{account}/plan-requests", "customer",
            """{"message":"M","contact":{"name":"A","email":"a@example.com"}}"""),
        new("GET", "plan-requests", "sales"),
        new("GET", "plan-requests/01ARZ3NDEKTSV4RRFFQ69G5FAV", "sales"),
        new("PATCH", "plan-requests/01ARZ3NDEKTSV4RRFFQ69G5FAV", "sales", """{"note":"N"}"""),
        new("GET", "rate-cards/gpu/hours/USD/versions", null),
        new("POST", "rate-cards/gpu/hours/USD/versions", "admin",
            """
            {"validFrom":"2026-01-01T00:00:00Z","description":"D","prices":[{"model":"perUnit","price":"1","per":"1"}]}
            """),
        new("POST", "usage", "service", "[]"),
        new("GET", "quarantine", "admin"),
        new("POST", "quarantine/{account}/20260101-0123456789abcdef0123456789abcdef/replay", "admin"),
        new("GET", "countries/VN/payment-options", null),
        new("POST", "accounts/{account}/plans", "sales", """{"terms":{}}"""),
        new("GET", "accounts/{account}/plans", "customer"),
        new("GET", PlanPath, "customer"),
        new("GET", $"{PlanPath}/spend", "customer"),
        new("PUT", PlanPath, "sales", """{"terms":{}}"""),
        new("POST", $"{PlanPath}/send", "sales", "{}"),
        new("POST", $"{PlanPath}/confirm", "customer", """{"version":1,"acceptTerms":true}"""),
        new("POST", $"{PlanPath}/decline", "customer", """{"version":1}"""),
        new("POST", $"{PlanPath}/pause", "customer"),
        new("POST", $"{PlanPath}/resume", "customer"),
        new("POST", $"{PlanPath}/changes", "customer", """{"text":"T"}"""),
        new("POST", $"{PlanPath}/renew", "customer", """{"wanted":true}"""),
        new("POST", $"{PlanPath}/cancel", "customer", """{"reason":"R"}"""),
    ];

    public static IEnumerable<Endpoint> WithBody => All.Where(endpoint => endpoint.Body is not null);

    /// <summary>Bodies that break one rule each, with the rule's name.</summary>
    public IEnumerable<(string Fault, string Body)> SpoiltBodies()
    {
        yield return ("empty", "");
        yield return ("cut short", Body![..^1]);
        yield return ("a number", "1");
        yield return ("null", "null");
        yield return ("too deep", new string('[', 500) + new string(']', 500));
        yield return ("a trailing comma", Body[..^1] + ",}");
        if (JsonNode.Parse(Body) is not JsonObject whole) yield break;

        yield return ("a list", $"[{Body}]");
        yield return ("an unknown member", Body[..^1] + ",\"surprise\":1}");
        foreach (var (name, value) in whole)
        {
            yield return ($"{name} left out", With(whole, name, null, isLeftOut: true));
            yield return ($"{name} is null", With(whole, name, null));
            yield return ($"{name} of another type", With(whole, name, value is JsonValue ? new JsonObject() : "x"));
            yield return ($"{name} is 10,000 characters", With(whole, name, new string('x', 10_000)));
            yield return ($"{name} has control characters", With(whole, name, "a\u0001b\u0000"));
            yield return ($"{name} is out of range", With(whole, name, JsonNode.Parse("1e400")));
            yield return ($"{name} is half a surrogate", With(whole, name, "HALF").Replace("HALF", "\\ud800"));
            yield return ($"{name} twice", $"{Body[..^1]},\"{name}\":{value?.ToJsonString() ?? "null"}}}");
        }
    }

    private static string With(JsonObject whole, string name, JsonNode? value, bool isLeftOut = false)
    {
        var copy = whole.DeepClone().AsObject();
        copy.Remove(name);
        if (!isLeftOut) copy[name] = value;
        return copy.ToJsonString();
    }
}
