using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans.Requests;

/// <summary>A customer asks sales for a consultation about a plan.</summary>
public sealed class SendPlanRequest(RequestDesk desk)
{
    [Function(nameof(SendPlanRequest))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/plan-requests")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var wish = Read(body);
        foreach (var fault in wish.Faults()) body.Fault(fault.Field, fault.Code, fault.Message);
        if (body.Refused() is { } problem) return problem;

        var id = PlanRequestId.Parse(request.EffectId());
        var sent = await desk.Send(id, AccountId.Parse(account), wish, stop);
        if (sent.Wait is { } wait)
            return Problem.TooMany(
                "too_many_requests",
                "Sales has several requests of yours already; it will be in touch.",
                (int)Math.Ceiling(wait.TotalSeconds));
        return new ObjectResult(PlanRequestView.Of(sent.Request)) { StatusCode = StatusCodes.Status201Created };
    }

    private static RequestWish Read(RequestBody body)
    {
        var contact = body.Object("contact");
        return new(
            Services(body),
            body.Lines("message", RequestWish.MaxMessage),
            new(
                contact.Text("name", RequestContact.MaxName),
                contact.Text("email", BillingProfile.MaxEmailLength),
                contact.OptionalText("phone", RequestContact.MaxPhone)),
            body.Has("budget") ? body.Amount("budget") : null);
    }

    private static ImmutableArray<ServiceName> Services(RequestBody body)
    {
        if (!body.Has("services")) return [];
        var services = new List<ServiceName>();
        foreach (var (index, text) in body.Texts("services", RequestWish.MaxServices, maxLength: 100).Index())
        {
            if (ServiceName.TryParse(text, out var service)) services.Add(service);
            else body.Fault($"services[{index}]", "invalid", "This is not a service.");
        }
        return [.. services.Distinct()];
    }
}
