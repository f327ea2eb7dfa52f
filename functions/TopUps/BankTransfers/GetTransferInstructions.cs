using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps.Gateways.BankTransfer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>Tells the customer how to pay a top-up by bank transfer: where to, how much, under which code.</summary>
public sealed class GetTransferInstructions(TopUpTable topUps, TransferRules rules)
{
    [Function(nameof(GetTransferInstructions))]
    public async Task<IActionResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            Route = "v1/accounts/{account}/top-ups/{topUp}/transfer-instructions")]
        HttpRequest request,
        string account,
        string topUp,
        CancellationToken stop)
    {
        if (!AccountId.TryParse(account, out var owner)) return Problem.NotFound("account");
        if (!TopUpId.TryParse(topUp, out var id)) return Problem.NotFound("top-up");
        var stored = (await topUps.Find(owner, id, stop))?.TopUp;
        return stored is { Method: var method, GatewayId: { } reference } && method == PayMethod.BankTransfer
            ? new OkObjectResult(Instructions.Of(stored, reference, rules))
            : Problem.NotFound("top-up by bank transfer");
    }

    /// <param name="Open">What is still to be sent; zero once it is settled.</param>
    private sealed record Instructions(
        string TopUpId,
        ShownStatus Status,
        string Reference,
        Amount Total,
        Amount Received,
        Amount Open,
        DateTimeOffset PayBefore,
        ImmutableArray<string> Account)
    {
        public static Instructions Of(TopUp topUp, string reference, TransferRules rules) => new(
            topUp.Id.Value,
            topUp.Shown,
            reference,
            topUp.Total,
            topUp.Received,
            topUp.IsOpen ? topUp.Total - topUp.Received : Amount.Zero(topUp.Total.Currency),
            topUp.PayBefore,
            rules.AccountOf(topUp.Total.Currency));
    }
}
