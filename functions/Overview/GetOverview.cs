using Billing.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Overview;

/// <summary>The Billing Management page in one call: balance, spend, history, payments, vouchers, plans, notices.
/// </summary>
public sealed partial class GetOverview(OverviewReader overview, ILogger<GetOverview> log)
{
    [Function(nameof(GetOverview))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/overview")]
        HttpRequest request,
        string account,
        CancellationToken stop) =>
        new OkObjectResult(await overview.Read(AccountId.Parse(account), LeftOut, stop));

    [LoggerMessage(9101, LogLevel.Warning, "The overview went out without {Part}")]
    private partial void LeftOut(string part, Exception failure);
}
