using Billing.Ledger;
using Billing.Platform;
using Billing.Pricing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>Explains one charge of the credit history.</summary>
public sealed class ExplainCharge(LedgerReader ledger, PriceCatalogue prices)
{
    [Function(nameof(ExplainCharge))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/charges/{lineId}")]
        HttpRequest request,
        string account,
        string lineId,
        CancellationToken stop)
    {
        if (!LineId.TryParse(lineId, out var id)) return Problem.NotFound("charge");
        if (await ledger.Line(AccountId.Parse(account), id, stop) is not { } line) return Problem.NotFound("charge");

        var version = await prices.Version(line.Price, stop);
        Invariant.Holds(version is not null, "I9 a line names a published price version");
        var owner = AccountId.Parse(account);
        var covers = (await ledger.Covers(owner, stop)).At(line.Time, id.Seq);
        var charge = ChargeView.Of(id, line, Explanation.Of(line, version, cover => covers[cover]), [.. covers.Values]);
        return new OkObjectResult(charge with { ReversedBy = await ledger.Reversal(owner, line, stop) });
    }
}
