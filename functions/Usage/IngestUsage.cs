using System.Net.Http.Headers;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Usage;

/// <summary>A service reports usage; it is answered once the bus has every event that can be read.</summary>
public sealed class IngestUsage(UsageQueue queue, UsageSettings settings)
{
    private const string SingleType = "application/cloudevents+json";

    [Function(nameof(IngestUsage))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/usage")] HttpRequest request,
        CancellationToken stop)
    {
        if (Form(request.ContentType) is not { } form)
            return Problem.Of(415, "media_type", $"Send {UsageQueue.BatchType} or {SingleType}, encoded in UTF-8.");

        var read = await RawBody.Read(request, RawBody.DefaultMaxBytes, stop);
        if (!read.IsAccepted(out var body, out var unread)) return RawBody.Refuse(unread, RawBody.DefaultMaxBytes);
        if (!UsageBatch.Read(body, form).IsAccepted(out var events, out var refusal)) return Refuse(refusal);

        var sound = events.Where(it => it is not ReportedEvent.Faulty).ToList();
        await queue.Send(UsageMessage.Pack(sound, settings.MessageBytes), stop);
        Instruments.UsageAccepted.Add(sound.Count);
        var rejected = events.OfType<ReportedEvent.Faulty>().Select(RejectedEvent.Of);
        return new AcceptedResult((string?)null, new IngestedUsage(sound.Count, [.. rejected]));
    }

    private static BatchForm? Form(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (type.CharSet?.Trim('"') is { } set && !set.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;

        return type.MediaType?.ToLowerInvariant() switch
        {
            UsageQueue.BatchType => BatchForm.Batch,
            SingleType => BatchForm.Single,
            _ => null,
        };
    }

    private static IActionResult Refuse(BatchRefusal refusal) => refusal switch
    {
        BatchRefusal.NotUtf8 => Problem.Malformed("The body is not valid UTF-8."),
        BatchRefusal.NotJson => Problem.Malformed($"The body is not JSON of depth {JsonText.MaxDepth} at most."),
        BatchRefusal.NotABatch => Problem.Malformed("The body is not an array of events."),
        BatchRefusal.NotOneEvent => Problem.Malformed("The body is not one event."),
        BatchRefusal.TooManyEvents => Problem.Of(
            413, Problem.Code(refusal), $"At most {UsageBatch.MaxEvents} events in one request."),
    };
}

/// <summary>How many events were taken, and those that never can be.</summary>
public sealed record IngestedUsage(int Accepted, IReadOnlyList<RejectedEvent> Rejected);

/// <summary>An event that cannot be read, by its place in the message.</summary>
/// <param name="Id">Null where it has none that can be read.</param>
public sealed record RejectedEvent(int Index, string? Id, string Code)
{
    public static RejectedEvent Of(ReportedEvent.Faulty it) => new(it.Index, it.Id, Problem.Code(it.Fault));
}
