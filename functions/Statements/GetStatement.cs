using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Statements;

/// <summary>The figures of one month of an account, in its time zone; the running month is marked as open.</summary>
public sealed class GetStatement(StatementDesk statements, TimeProvider clock)
{
    /// <summary>
    /// The length keeps 2026-03.pdf and the like out: the Functions host takes the first route that fits, not the best.
    /// </summary>
    [Function(nameof(GetStatement))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/statements/{month:length(7)}")]
        HttpRequest request,
        string account,
        string month,
        CancellationToken stop)
    {
        var outcome = await statements.Read(AccountId.Parse(account), month, clock.GetUtcNow(), stop);
        return outcome.IsAccepted(out var statement, out var refusal)
            ? new OkObjectResult(statement)
            : Refuse(refusal);
    }

    public static IActionResult Refuse(StatementRefusal refusal) => refusal switch
    {
        StatementRefusal.NotFound => Problem.NotFound("statement"),
        StatementRefusal.NotBegun => Problem.Invalid([new("month", "in_future", "This month has not begun.")]),
    };
}
