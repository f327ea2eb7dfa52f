using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Pricing;

/// <summary>
/// An administrator publishes the next price of a meter. Publishing the same terms again is the same version.
/// </summary>
public sealed class PublishPriceVersion(RateCardTable cards, TimeProvider clock)
{
    [Function(nameof(PublishPriceVersion))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PricingModule.VersionsRoute)]
        HttpRequest request,
        string service,
        string meter,
        string currency,
        CancellationToken stop)
    {
        if (!RateCardId.TryParse(service, meter, currency, out var id)) return Problem.NotFound("rate card");
        var body = await RequestBody.Read(request, stop);
        var terms = new PriceTermsBody(id.Currency).Read(body);
        if (body.Refused() is { } problem) return problem;

        // Each attempt has a time of its own: the notice counts from the moment at which the version is written.
        DateTimeOffset now = default;
        var outcome = await cards.Publish(id, card => card.Publish(terms, now = clock.GetUtcNow()), stop);
        if (!outcome.IsAccepted(out var version, out var refusal)) return Refuse(refusal);

        if (version.PublishedAt != now) request.HttpContext.Response.Headers["Idempotency-Hit"] = "true";
        return new ObjectResult(PriceVersionAnswer.Of(version)) { StatusCode = StatusCodes.Status201Created };
    }

    private static IActionResult Refuse(PublishRefusal refusal) => refusal switch
    {
        PublishRefusal.InThePast => Invalid(refusal, "Only the first version of a rate card may start in the past."),
        PublishRefusal.TooSoon => Invalid(
            refusal,
            $"A version after the first starts {RateCard.MinNotice.TotalMinutes:0} minutes from now at the earliest."),
        PublishRefusal.NotAfterLast => Invalid(refusal, "A version starts after the last one that was published."),
        PublishRefusal.OtherTerms => Problem.Of(
            409, Problem.Code(refusal), "Another version with other terms starts at this moment."),
        PublishRefusal.TooManyVersions => Problem.Of(
            409, Problem.Code(refusal), $"A rate card has at most {RateCard.MaxVersions} versions."),
    };

    private static IActionResult Invalid(PublishRefusal refusal, string message) =>
        Problem.Invalid([new("validFrom", Problem.Code(refusal), message)]);
}
