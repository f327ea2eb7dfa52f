using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>Turns a confirmed quote into a top-up and says where to pay; confirming again is the same top-up.</summary>
public sealed class StartTopUp(
    TopUpRules rules,
    ProfileTable profiles,
    QuoteTable quotes,
    TopUpTable topUps,
    TopUpOpening opening,
    PaymentGateways gateways,
    TransferAccounts accounts,
    TimeProvider clock)
{
    public const int MaxVersionLength = 40;

    [Function(nameof(StartTopUp))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/top-ups")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        if (!AccountId.TryParse(account, out var id)) return Problem.NotFound("account");
        var body = await RequestBody.Read(request, stop);
        var quoteId = body.Value<TopUpId>("quoteId", TopUpId.TryParse, "a quote id");
        var agreement = new Agreement(body.Flag("acceptTerms"), body.Text("termsVersion", MaxVersionLength));
        if (body.Refused() is { } problem) return problem;
        if (await profiles.FindBuyer(id, stop) is not { } profile) return TopUpAnswers.ProfileRequired();
        if (await quotes.Find(id, quoteId, stop) is not { } quote) return Problem.NotFound("quote");

        var earlier = (await topUps.Find(id, quoteId, stop))?.TopUp;
        var confirmed = earlier is null
            ? quote.Start(
                agreement, rules, new(profile.Country.Code, profile.Currency), gateways.For(quote.Method).Times,
                clock.GetUtcNow())
            : earlier.StartAgain(agreement);
        if (!confirmed.IsAccepted(out var topUp, out var refusal)) return TopUpAnswers.Refuse(refusal);

        var opened = await opening.Open(topUp, new Payer(request.HttpContext.Connection.RemoteIpAddress), stop);
        if (!opened.IsAccepted(out var started, out refusal)) return TopUpAnswers.Refuse(refusal);

        return new ObjectResult(StartedPayment.Of(started, accounts)) { StatusCode = StatusCodes.Status201Created };
    }
}
