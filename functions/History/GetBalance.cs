using Billing.Accounts;
using Billing.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>The balance in the header of every page: one read once money has moved.</summary>
public sealed class GetBalance(LedgerTable ledger, ProfileTable profiles, TimeProvider clock)
{
    [Function(nameof(GetBalance))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/balance")] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var owner = AccountId.Parse(account);
        var head = await ledger.Load(owner, stop);
        if (head.State.IsOpen) return new OkObjectResult(Balance.Of(head.State, clock.GetUtcNow()));

        var stored = await profiles.Find(owner, stop);
        return new OkObjectResult(Balance.Unopened(stored?.Profile.Currency));
    }
}
