using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>Says what a top-up would cost; the customer confirms the quote, nothing else.</summary>
public sealed class QuoteTopUp(TopUpRules rules, ProfileTable profiles, QuoteTable quotes, TimeProvider clock)
{
    [Function(nameof(QuoteTopUp))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/top-up-quotes")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        if (!AccountId.TryParse(account, out var id)) return Problem.NotFound("account");
        var body = await RequestBody.Read(request, stop);
        var amount = body.Amount("amount");
        var method = body.Value<PayMethod>("method", PayMethod.TryParse, "a way to pay");
        var payCurrency = body.OptionalValue<Currency>("payCurrency", Currency.TryParse, "a supported currency");
        if (body.Refused() is { } problem) return problem;
        if (await profiles.Find(id, stop) is not { Profile: var profile }) return TopUpAnswers.ProfileRequired();

        var faults = rules.Faults(new(profile.Country.Code, profile.Currency), amount, method, payCurrency);
        if (!faults.IsEmpty) return Refuse(faults);

        var quote = new TopUpQuote(
            TopUpId.Parse(request.EffectId()), id, amount, amount, method, rules.TermsVersion, clock.GetUtcNow());
        var kept = await quotes.Add(quote, stop);
        return new ObjectResult(TopUpAnswers.Of(kept)) { StatusCode = StatusCodes.Status201Created };
    }

    private static IActionResult Refuse(IEnumerable<QuoteFault> faults) => Problem.Invalid(
        [.. faults.Select(fault => new FieldError(
            fault.Field, Problem.Code(fault.Reason), TopUpAnswers.Explain(fault.Reason)))]);
}
