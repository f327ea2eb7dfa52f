using System.Globalization;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans;

/// <summary>What a plan paid for, by service and day, in the account's time zone.</summary>
public sealed class GetPlanSpend(PlanActs acts, PlanSpendReader reader, LedgerTable ledger, TimeProvider clock)
{
    private const int DefaultDays = 31;

    [Function(nameof(GetPlanSpend))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = PlansModule.PlanRoute + "/spend")]
        HttpRequest request,
        string account,
        string plan,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var from = query.OptionalValue<DateOnly>("from", TryDay, "a day, such as 2026-11-22");
        var until = query.OptionalValue<DateOnly>("until", TryDay, "a day, such as 2026-11-22");
        if (query.Refused() is { } problem) return problem;
        if (await acts.Find(request, account, plan, stop) is not { } found) return Problem.NotFound("plan");

        var state = (await ledger.Load(found.Account, stop)).State;
        var timeZone = state.IsOpen ? state.TimeZone : found.TimeZone;
        var end = until ?? SpendQuestion.DayOf(clock.GetUtcNow(), timeZone).AddDays(1);
        var start = from ?? end.AddDays(-DefaultDays);
        if (Fault(start, end) is { } fault) return fault;

        var question = new SpendQuestion(found.Account, found.Id, null, found.Currency, timeZone, start, end);
        var read = await reader.Read(question, stop);
        return new OkObjectResult(new PlanSpendView(
            found.Id.Value, timeZone, start, read.Until, read.Days, read.Services,
            read.Until < end ? read.Until : null));
    }

    private static IActionResult? Fault(DateOnly from, DateOnly until)
    {
        if (until <= from) return Problem.Invalid([new("until", "before_from", "This is the day after the last one.")]);
        return until.DayNumber - from.DayNumber > SpendQuestion.MaxDays
            ? Problem.Invalid([new("until", "too_long", $"At most {SpendQuestion.MaxDays} days at once.")])
            : null;
    }

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day.Year is > 2000 and < 9999;
}

/// <summary>What a plan paid for in some days.</summary>
/// <param name="Until">The day after the last that was read.</param>
/// <param name="Next">Where to ask on; null when all was read.</param>
public sealed record PlanSpendView(
    string PlanId,
    string TimeZone,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<DaySpend> Items,
    IReadOnlyList<ServiceSpend> Services,
    DateOnly? Next);
