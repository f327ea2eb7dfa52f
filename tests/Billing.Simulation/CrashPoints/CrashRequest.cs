using Billing.Ledger;
using Billing.Simulation.World;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.CrashPoints;

/// <summary>A request that a caller sends until it has an answer.</summary>
/// <param name="Key">The Idempotency-Key, the same each time; null for a caller who has none.</param>
/// <param name="Account">Whose customer the caller is; null for staff, services and gateways.</param>
/// <param name="Run">The function, as the host calls it.</param>
public sealed record CrashRequest(
    string Function,
    string Method,
    string Path,
    string Body,
    string? Key,
    AccountId? Account,
    Func<SimWorker, HttpRequest, Task<IActionResult>> Run)
{
    public string Query { get; init; } = "";

    public string ContentType { get; init; } = "application/json";
}

/// <summary>What a caller gets.</summary>
public sealed record CrashAnswer(int Status, string Body)
{
    /// <summary>A gateway's notice is answered 200 whatever happens; its own code says to send it again.</summary>
    private const string NoticeFailed = "\"RspCode\":\"99\"";

    public bool MayPassLater => Status is 429 or 503 || Body.Contains(NoticeFailed, StringComparison.Ordinal);

    public bool IsDone => Status is >= 200 and < 400 && !MayPassLater;
}
