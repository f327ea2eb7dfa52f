using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.ExchangeRates;

/// <summary>An administrator says what one currency is worth in another from now on.</summary>
public sealed class PutExchangeRate(ExchangeRateTable rates, TimeProvider clock)
{
    private const string RateForm = "a positive decimal of at most 18 digits";

    [Function(nameof(PutExchangeRate))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/exchange-rates")] HttpRequest request,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var from = body.Value<Currency>("from", Currency.TryParse, "a supported currency");
        var to = body.Value<Currency>("to", Currency.TryParse, "a supported currency");
        var rate = body.Value<ExchangeRate>("rate", ExchangeRate.TryParse, RateForm);
        var source = body.Text("source", PublishedRate.MaxSourceLength);
        if (from != default && from == to) body.Fault("to", "invalid", "A currency is not exchanged for itself.");
        if (body.Refused() is { } problem) return problem;

        var set = new PublishedRate(
            CurrencyPair.Of(from, to), rate, source, clock.GetUtcNow(), request.Caller().Subject);
        var outcome = await rates.Take(set, maxJumpPercent: null, stop);
        return outcome.IsAccepted(out var taken, out var refusal)
            ? new OkObjectResult(RateAnswer.Of(taken))
            : Refuse(refusal);
    }

    private static IActionResult Refuse(RateRefusal refusal) => refusal switch
    {
        RateRefusal.Superseded => Problem.Of(
            409, Problem.Code(refusal), "A rate of a later time stands already; read it and try again."),
        RateRefusal.Jumps => Problem.Of(409, Problem.Code(refusal), "The rate is too far from the one before."),
    };
}
