using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans.Requests;

/// <summary>Sales takes a request over, goes a step further with it, or notes something about it.</summary>
public sealed class ChangePlanRequest(RequestTable requests, TimeProvider clock)
{
    [Function(nameof(ChangePlanRequest))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/plan-requests/{id}")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        if (!PlanRequestId.TryParse(id, out var wanted)) return Problem.NotFound("plan request");

        var body = await RequestBody.Read(request, stop);
        var act = new RequestAct(request.EffectId(), clock.GetUtcNow(), request.Caller().Subject)
        {
            Status = body.OptionalChoice<PlanRequestStatus>("status"),
            Owner = body.OptionalText("owner", RequestAct.MaxOwner),
            Note = body.OptionalLines("note", RequestAct.MaxNote),
        };
        if (!body.Has("status") && !body.Has("owner") && !body.Has("note"))
            body.Fault("status", "required", "Send a status, an owner or a note.");
        if (body.Refused() is { } problem) return problem;

        if (await requests.Apply(wanted, act, stop) is not { } outcome) return Problem.NotFound("plan request");
        return outcome.IsAccepted(out var changed, out var refusal)
            ? new OkObjectResult(PlanRequestStory.Of(changed, await requests.Acts(wanted, stop)))
            : Refuse(refusal);
    }

    private static IActionResult Refuse(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.IllegalStep =>
            Because(refusal, "A request goes from new over contacted and offered to its end."),
        RequestRefusal.RequestEnded => Because(refusal, "The request has ended; only notes can be added."),
        RequestRefusal.TooManyActs => Because(refusal, $"At most {PlanRequest.MaxActs} changes of a request are kept."),
        RequestRefusal.TooManyPlans => Because(refusal, $"At most {PlanRequest.MaxPlans} plans come of a request."),
    };

    private static IActionResult Because(RequestRefusal refusal, string detail) =>
        Problem.Of(409, Problem.Code(refusal), detail);
}
