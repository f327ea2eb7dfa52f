using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>
/// The balance in the header of every page, one read once money has moved; or what the ledger held at an instant of the
/// past.
/// </summary>
public sealed class GetBalance(LedgerTable ledger, CommitSearch commits, ProfileTable profiles, TimeProvider clock)
{
    private const string AsOf = "asOf";

    [Function(nameof(GetBalance))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/balance")] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var (owner, now) = (AccountId.Parse(account), clock.GetUtcNow());
        var query = new RequestQuery(request);
        var asOf = query.OptionalTime(AsOf);
        if (asOf > now) query.Fault(AsOf, "in_future", "The balance of a time to come is not known.");
        if (query.Refused() is { } problem) return problem;

        var head = await ledger.Load(owner, stop);
        if (asOf is { } instant) return new OkObjectResult(await At(instant, head, now, stop));
        return new OkObjectResult(head.State.IsOpen
            ? Balance.Of(head.State, now)
            : Balance.Unopened(await Currency(head, stop)));
    }

    private async Task<PastBalance> At(
        DateTimeOffset instant, AccountHead head, DateTimeOffset now, CancellationToken stop) => PastBalance.Of(
            instant,
            await commits.LastAt(head.Account, head.CommitNo, instant, stop),
            await Currency(head, stop),
            LedgerTime.IsFinal(head, instant, now));

    private async Task<Money.Currency?> Currency(AccountHead head, CancellationToken stop) =>
        head.State.Currency ?? (await profiles.Find(head.Account, stop))?.Profile.Currency;
}
