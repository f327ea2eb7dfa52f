using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Statements;

/// <summary>The figures of one month of an account, in its time zone; the running month is marked as open.</summary>
public sealed class GetStatement(
    LedgerTable ledger, ProfileTable profiles, StatementReader statements, TimeProvider clock)
{
    [Function(nameof(GetStatement))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/statements/{month}")]
        HttpRequest request,
        string account,
        string month,
        CancellationToken stop)
    {
        if (!StatementMonth.TryParse(month, out var wanted)) return Problem.NotFound("statement");

        var head = await ledger.Load(AccountId.Parse(account), stop);
        if (await Opening(head, stop) is not { } opened) return Problem.NotFound("statement");

        var now = clock.GetUtcNow();
        if (wanted.In(opened.TimeZone).From > now)
            return Problem.Invalid([new("month", "in_future", "This month has not begun.")]);
        return new OkObjectResult(
            await statements.Read(head, wanted, opened.TimeZone, opened.Currency, now, stop));
    }

    /// <summary>Currency and time zone, as the ledger is or would be opened with; null without a profile.</summary>
    private async Task<MovementFact.Opened?> Opening(AccountHead head, CancellationToken stop)
    {
        if (head.State.Currency is { } currency) return new(currency, head.State.TimeZone);
        var profile = (await profiles.Find(head.Account, stop))?.Profile;
        return profile is null ? null : new(profile.Currency, profile.TimeZone);
    }
}
