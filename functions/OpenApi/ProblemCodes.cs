using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>Which problems a function may answer: those of the platform that its form brings, and its own.</summary>
public static class ProblemCodes
{
    private static readonly string[] Writes = ["post", "put", "patch"];

    /// <summary>True where an Idempotency-Key is looked at: writes of callers that are known.</summary>
    public static bool TakesKey(string method, bool isAnonymous) => !isAnonymous && Writes.Contains(method);

    /// <summary>The codes by status, in order.</summary>
    public static SortedDictionary<int, SortedSet<string>> Of(
        Operation operation, HttpFunction function, string method, bool isAnonymous)
    {
        var codes = new SortedDictionary<int, SortedSet<string>>();
        Add(429, "rate_limited");
        Add(503, "unavailable");
        if (function.RouteValues.Any()) Add(404, "not_found");
        if (!isAnonymous)
        {
            Add(401, "unauthenticated");
            Add(403, "forbidden");
        }

        if (operation.Asked is { } asked)
        {
            Add(422, "invalid");
            if (asked.All.Any(it => it.Name == Fields.Cursor)) Add(400, "bad_cursor");
        }

        if (operation.Sent is not null)
        {
            Add(400, "malformed");
            Add(413, "too_large");
            Add(415, "media_type");
            Add(422, "invalid");
        }

        if (TakesKey(method, isAnonymous))
        {
            Add(400, "bad_idempotency_key", "malformed");
            Add(413, "too_large");
            Add(422, "idempotency_mismatch");
        }

        foreach (var (status, code) in operation.Refusals) Add(status, code);
        return codes;

        void Add(int status, params ReadOnlySpan<string> added)
        {
            if (!codes.TryGetValue(status, out var known)) codes[status] = known = new(StringComparer.Ordinal);
            foreach (var code in added) known.Add(code);
        }
    }
}
