using System.Text.Json.Nodes;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Simulation.Support;
using Billing.Usage;

namespace Billing.Simulation.Upgrade;

/// <summary>
/// Two builds work on one lane while a new one is rolled out. The earlier one may meet a form that it does not know: it
/// then charges nothing, gives its messages back, and the lane waits for a worker of the new build.
/// </summary>
public sealed class MixedWorkersTests
{
    private const byte NewerVersion = 250;

    [Theory]
    [InlineData("H|", "State0")]
    [InlineData("S|20260403|", "Events0")]
    public async Task A_form_of_a_newer_build_stops_the_lane_and_loses_nothing(string kind, string column)
    {
        await using var app = await GoldenFile.Read("golden-1").Open();
        var known = await Row(app, kind);
        var bytes = (byte[])known[column];
        await Put(app, known, column, [NewerVersion, .. bytes[1..]]);
        var before = await GoldenRows.Write(app.Storage, [LedgerTable.Name, QuarantineTable.Name]);
        var message = Message(GoldenPast.Acme, "while-mixed", app.Clock.GetUtcNow().AddHours(-2));

        var earlier = await Rate(app, message);

        Assert.Equal((0, 1), (earlier.Completed.Count, earlier.Abandoned.Count));
        Assert.Equal(before, await GoldenRows.Write(app.Storage, [LedgerTable.Name, QuarantineTable.Name]));

        await Put(app, await Row(app, kind), column, bytes);
        var newer = await Rate(app, message);

        Assert.Equal((1, 0), (newer.Completed.Count, newer.Abandoned.Count));
        var report = await app.Get<LedgerAuditor>().Audit(AccountId.Parse(GoldenPast.Acme), default);
        Assert.True(report.Ok, $"{report.FirstBroken}");
        Assert.Equal(291, report.Lines);
    }

    [Fact]
    public async Task A_newer_form_of_one_account_holds_up_no_other_account_of_the_lane()
    {
        await using var app = await GoldenFile.Read("golden-1").Open();
        var head = await Row(app, "H|");
        var bytes = (byte[])head["State0"];
        await Put(app, head, "State0", [NewerVersion, .. bytes[1..]]);
        var time = app.Clock.GetUtcNow().AddHours(-2);

        var settled = await Rate(
            app, Message(GoldenPast.Acme, "held", time), Message(GoldenPast.Hanoi, "goes-on", time));

        Assert.Equal((1, 1), (settled.Completed.Count, settled.Abandoned.Count));
        var report = await app.Get<LedgerAuditor>().Audit(AccountId.Parse(GoldenPast.Hanoi), default);
        Assert.Equal((true, 49L), (report.Ok, report.Lines));
    }

    private static async Task<SettledMessages> Rate(App app, params ServiceBusReceivedMessage[] messages)
    {
        var settled = new SettledMessages();
        await app.Get<RateUsage>().Run(messages, settled, default);
        return settled;
    }

    private static ServiceBusReceivedMessage Message(string account, string id, DateTimeOffset time)
    {
        var it = AppStory.Event(account, id, time, "ai-inference/tokens", "1000");
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonArray(it));
        return ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromBytes(body));
    }

    /// <summary>The first row of its kind that the account has.</summary>
    private static async Task<TableEntity> Row(App app, string kind)
    {
        var filter =
            $"PartitionKey eq '{LedgerKeys.Partition(AccountId.Parse(GoldenPast.Acme))}' and RowKey ge '{kind}'";
        await foreach (var row in app.Storage.GetTableClient(
            LedgerTable.Name).QueryAsync<TableEntity>(filter)) return row;
        throw new InvalidOperationException($"There is no row {kind}.");
    }

    private static Task<Response> Put(App app, TableEntity row, string column, byte[] bytes)
    {
        row[column] = bytes;
        return app.Storage.GetTableClient(LedgerTable.Name).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }
}
