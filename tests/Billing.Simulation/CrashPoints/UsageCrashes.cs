using System.Text;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Simulation.World;
using Billing.Usage;

namespace Billing.Simulation.CrashPoints;

/// <summary>Usage that is reported, rated, taken back and replayed.</summary>
internal static class UsageCrashes
{
    private static readonly string[] Ids = ["e1", "e2", "e3", "e4", "e5"];

    public static IReadOnlyList<CrashOperation> All { get; } =
    [
        new("rate", Funded, scene => scene.Report(Batch(scene))),
        new("rate-first", scene => scene.Customers(), scene => scene.Report(Batch(scene))),
        new("rate-two-accounts", Funded, RateTwoAccounts),
        new("rate-again", Rated, scene => scene.Report(Batch(scene))),
        new("void", Rated, scene => scene.Report(
            SomeCorrection.Void(scene.Event("e2"), "v1", SimWorld.Begin))),
        new("amend", Rated, scene => scene.Report(
            SomeCorrection.Amend(scene.Event("e2"), "3", "a1", SimWorld.Begin))),
        new("ingest", Funded, Ingest),
        new("replay", Kept, Replay),
    ];

    private static void Funded(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
    }

    private static void Rated(CrashScene scene)
    {
        Funded(scene);
        scene.Report(Batch(scene));
    }

    private static IEnumerable<JsonObject> Batch(CrashScene scene) => Ids.Select(id => scene.Event(id));

    private static void RateTwoAccounts(CrashScene scene)
    {
        var bad = scene.Event("bad0");
        bad["data"] = JsonNode.Parse("""{"quantity":"1e308"}""");
        scene.Report([scene.Event("e1"), bad, scene.Event("e2", account: CrashScene.Second), scene.Event("e3")]);
    }

    private static void Ingest(CrashScene scene)
    {
        var body = Some.Batch(Batch(scene));
        scene.Events.Note(body, isTaken: true, withFaulty: false);
        scene.Ask(new(
            nameof(IngestUsage), "POST", "/api/v1/usage", Encoding.UTF8.GetString(body), null, null,
            (worker, request) => worker.Function<IngestUsage>().Run(request, default))
        {
            ContentType = UsageQueue.BatchType,
        });
        scene.Drain();
    }

    /// <summary>An event of a meter without a price; then it has one.</summary>
    private static void Kept(CrashScene scene)
    {
        Funded(scene);
        scene.Report(scene.Event("k1", meter: "images"));
        scene.Price("images");
    }

    private static void Replay(CrashScene scene)
    {
        var key = scene.World.Watch.Of(CrashScene.First).Quarantined.Single().Split('|');
        var (account, id) = (CrashScene.First.Value, $"{key[1]}-{key[2]}");
        scene.Ask(new(
            nameof(ReplayQuarantined), "POST", $"/api/v1/quarantine/{account}/{id}/replay", "{}", "replay-1", null,
            (worker, request) => worker.Function<ReplayQuarantined>().Run(request, account, id, default)));
    }
}
