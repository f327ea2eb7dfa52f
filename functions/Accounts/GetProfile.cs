using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Accounts;

/// <summary>Shows an account's billing profile.</summary>
public sealed class GetProfile(ProfileTable profiles)
{
    [Function(nameof(GetProfile))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/profile")] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        if (await profiles.Find(AccountId.Parse(account), stop) is not { } stored) return Problem.NotFound("profile");

        request.HttpContext.Response.Headers.ETag = stored.Tag;
        return new OkObjectResult(ProfileAnswer.Of(stored.Profile));
    }
}
