using System.Text.Json;
using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Billing.TopUps.Settlements;

/// <summary>
/// Finance sends what a gateway or bank lists for a day and learns in what it differs from what counts on top-ups.
/// </summary>
public sealed class CompareSettlement(
    SettlementDesk desk, SettlementTable settlements, IEnumerable<IPaymentGateway> gateways, TimeProvider clock)
{
    private const string Csv = "text/csv";

    [Function(nameof(CompareSettlement))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/settlements/{method}/{date}")]
        HttpRequest request,
        string method,
        string date,
        CancellationToken stop)
    {
        if (gateways.All(gateway => gateway.Method.Value != method)) return Problem.NotFound("way to pay");
        if (!CalendarDay.TryParse(date, out var day) || day.Year is 1 or 9999) return Problem.NotFound("day");
        if (!RawBody.IsOf(request, Csv)) return Problem.Of(415, "media_type", $"Send {Csv}, encoded in UTF-8.");
        var query = new RequestQuery(request);
        var zone = query.OptionalText("timeZone", max: 60) ?? "UTC";
        if (query.Refused() is { } problem) return problem;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } found)
            return Problem.Invalid([new("timeZone", "invalid", "This is not a time zone such as Asia/Ho_Chi_Minh.")]);
        var read = await RawBody.Read(request, SettlementFile.MaxBytes, stop);
        if (!read.IsAccepted(out var body, out var refusal)) return RawBody.Refuse(refusal, SettlementFile.MaxBytes);
        var faults = new FieldFaults();
        var listed = SettlementFile.Read(body, faults);
        if (faults.Any) return Problem.Invalid(faults.Errors);

        var difference = await desk.Compare(new(method), day, found, listed, stop);
        var by = request.Caller().Subject;
        var view = new SettlementView(
            method, CalendarDay.Format(day), zone, clock.GetUtcNow(), by, listed.Length, difference);
        await settlements.Save(new(method), day, JsonSerializer.SerializeToUtf8Bytes(view, Json.Options), stop);
        return new OkObjectResult(view);
    }
}

/// <summary>In what a gateway's list of a day differs from what counts on top-ups.</summary>
/// <param name="By">The subject of the person who sent the list.</param>
public sealed record SettlementView(
    string Method,
    string Date,
    string TimeZone,
    DateTimeOffset ComparedAt,
    string By,
    int Lines,
    SettlementDifference Difference);
