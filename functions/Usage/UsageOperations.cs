using Billing.Ledger;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Usage;

/// <summary>What services send as usage, and what becomes of it.</summary>
public static class UsageOperations
{
    private const string Event = """
        {"specversion":"1.0","id":"e-1","source":"gpu-pool","type":"ai.usage","subject":"acme",
         "time":"2026-11-22T09:00:00Z","data":{"service":"gpu","meter":"hours","quantity":"1.5"}}
        """;

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(IngestUsage), it => it
            .File(UsageQueue.BatchType, $"An array of at most {UsageBatch.MaxEvents} CloudEvents 1.0.", $"[{Event}]")
            .File("application/cloudevents+json", "One CloudEvents 1.0 event.", Event)
            .Answers<IngestedUsage>(202)
            .Refuses(400, "malformed")
            .Refuses(413, "too_large", Problem.Code(BatchRefusal.TooManyEvents))
            .Refuses(415, "media_type"))
        .Add(nameof(GetQuarantine), it => it
            .Query(query => query.Value<AccountId>("account", "acme").Page())
            .Answers<PageOf<QuarantineView>>())
        .Add(nameof(ReplayQuarantined), it => it
            .Answers<ReplayAnswer>()
            .RefusesAny<RatingRefusal>(409)
            .RefusesAny<EventFault>(409));
}
