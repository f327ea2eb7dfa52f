using Billing.Accounts;
using Billing.ExchangeRates;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>
/// The balance in the header of every page, one read once money has moved, and two more where it is to be shown in
/// another currency as well; or what the ledger held at an instant of the past.
/// </summary>
public sealed class GetBalance(
    LedgerTable ledger, CommitSearch commits, ProfileTable profiles, ApproximateRates rates, TimeProvider clock)
{
    private const string AsOf = "asOf";
    private const string Display = "display";

    [Function(nameof(GetBalance))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/balance")] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var (owner, now) = (AccountId.Parse(account), clock.GetUtcNow());
        var query = new RequestQuery(request);
        var asOf = query.OptionalTime(AsOf);
        var display = query.OptionalValue<Money.Currency>(Display, Money.Currency.TryParse, "a supported currency");
        if (asOf > now) query.Fault(AsOf, "in_future", "The balance of a time to come is not known.");
        if (query.Refused() is { } problem) return problem;

        var head = await ledger.Load(owner, stop);
        if (asOf is { } instant) return new OkObjectResult(await At(instant, head, now, stop));
        var balance = head.State.IsOpen
            ? Balance.Of(head.State, now)
            : Balance.Unopened(await Currency(head, stop));
        if (display is not { } shown || balance.Currency is not { } held) return new OkObjectResult(balance);

        var rate = await rates.Find(held, shown, stop);
        return new OkObjectResult(balance with { Approximate = ApproximateBalance.Of(balance, rate) });
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
