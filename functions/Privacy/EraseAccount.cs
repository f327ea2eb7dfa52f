using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Privacy;

/// <summary>
/// Forgets who stands behind an account, while its ledger and the documents that were issued stay. Sent again it ends
/// what was interrupted.
/// </summary>
public sealed partial class EraseAccount(
    ErasureDesk desk, RetentionRules rules, TimeProvider clock, ILogger<EraseAccount> log)
{
    private const int RetryAfterSeconds = 30;

    [Function(nameof(EraseAccount))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/erasure")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        if (await desk.Erase(owner, stop) is not { } outcome) return Problem.NotFound("account");
        if (!outcome.IsAccepted(out var erased, out var refusal)) return Refuse(refusal);

        Erased(owner, request.Caller().Subject);
        return new OkObjectResult(ErasureAnswer.Of(owner, erased, rules, clock.GetUtcNow()));
    }

    private static IActionResult Refuse(ErasureRefusal refusal) => refusal switch
    {
        ErasureRefusal.PlansNotOver => Problem.Of(
            409, Problem.Code(refusal), "A plan of the account is not over: end it first."),
        ErasureRefusal.PaymentsUnsettled => Problem.Of(
            409, Problem.Code(refusal), "A payment, refund or dispute of the account is not settled yet."),
        ErasureRefusal.FactsUndelivered => Problem.NotYet(
            Problem.Code(refusal), "What the ledger tells is still on its way.", RetryAfterSeconds),
        ErasureRefusal.DocumentsUnissued => Problem.NotYet(
            Problem.Code(refusal), "A document that names the buyer is still to be issued.", RetryAfterSeconds),
    };

    [LoggerMessage(13001, LogLevel.Information, "Who stands behind {Account} was erased by {By}")]
    private partial void Erased(AccountId account, string by);
}
