using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform.Telemetry;
using Billing.Usage;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Ledger;

public sealed class CommittedUsageTests(Azurite azurite)
{
    [Fact]
    public async Task What_was_accepted_is_rated_known_or_put_aside()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        byte[] body = Some.Batch(
            Some.EventJson("a", account.Value), Some.EventJson("b", account.Value),
            Some.EventJson("b", account.Value), Some.EventJson("c", account.Value, meter: "no-such"));
        await using var bus = new ServiceBusClient(await azurite.ConnectionString());
        using var watched = new Watched();

        var request = SomeRequest.Bytes(body, "application/cloudevents-batch+json");
        var ingest = new IngestUsage(new(bus), new(UsageRules.Default, 45_056));
        Assert.IsType<AcceptedResult>(await ingest.Run(request, TestContext.Current.CancellationToken));
        await world.Rate(UsageWorld.Message(body));

        Assert.Equal(4, watched.Sum(Instruments.UsageAccepted));
        Assert.Equal(2, watched.Sum(Instruments.UsageRated, "service=ai-inference"));
        Assert.Equal(1, watched.Sum(Instruments.UsageDuplicates));
        Assert.Equal(1, watched.Sum(Instruments.UsageQuarantined, "reason=unknown_meter"));
        Assert.Equal(330, watched.Sum(Instruments.UsageCharged, "currency=USD funding=debt"));
        Assert.Equal(2, watched.Sum(Instruments.LedgerCommitEvents));
        Assert.Equal(2, watched.All.Count(it => it.Name == Instruments.UsageLag.Name && it.Value >= 0));
        Assert.DoesNotContain(watched.All, it => it.Tags.Contains(account.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_commit_is_a_child_of_the_work_on_its_batch()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        using var watched = new Watched();

        await world.Rate(UsageWorld.Message(Some.EventJson("a", account.Value)));

        var (batch, commit) = (watched.Span("usage.rate"), watched.Span("ledger.commit"));
        Assert.Equal(batch.SpanId, commit.ParentSpanId);
        Assert.Equal(
            (account.Value, 1, "committed"),
            (commit.GetTagItem(Tracing.Account), commit.GetTagItem("billing.events"),
                commit.GetTagItem(Tracing.Outcome)));
        Assert.Equal(1, watched.Sum(Instruments.LedgerCommits, "outcome=committed"));
        Assert.Contains(watched.All, it => it.Name == Instruments.LedgerCommitDuration.Name && it.Value > 0);
    }

    [Fact]
    public async Task A_message_that_is_no_batch_is_counted_with_its_reason()
    {
        var world = await UsageWorld.Open(azurite);
        using var watched = new Watched();

        await world.Rate(UsageWorld.Message("{"u8.ToArray()));

        Assert.Equal(1, watched.Sum(Instruments.MessagesRejected, "queue=usage-events reason=not_json"));
    }
}
