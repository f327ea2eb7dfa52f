using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Simulation.Checks;
using Billing.Simulation.CrashPoints;
using Billing.Simulation.Faults;
using Billing.Simulation.World;
using Billing.Usage;

namespace Billing.Simulation.Poison;

/// <summary>
/// What is sent and can never be charged: it is kept, or set aside, once and with its reason; all good events beside it
/// are charged; and no message is delivered a second time because of it.
/// </summary>
public sealed class PoisonTests
{
    private const int Good = 199;

    private readonly CallScript _script = new();
    private readonly CrashScene _scene;

    public PoisonTests()
    {
        _scene = new(new(new(Seed: 1, Operations: 0, []) { Workers = 1, Script = _script }));
        _scene.Customers();
        _scene.Fund("5000000");
        _script.IsArmed = true;
    }

    public static TheoryData<string, string, string> Events
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var row in TextTable.Rows(PoisonTable.Events)) data.Add(row["member"], row["json"], row["reason"]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Events))]
    public void One_bad_event_among_two_hundred_is_kept_once_and_the_others_are_charged(
        string member, string json, string reason)
    {
        var bad = _scene.Event("bad-0");
        Change(bad, member, json);
        RequireKept(bad, reason);
    }

    /// <summary>Its profile is gone, and no ledger says in which currency it would be charged.</summary>
    [Fact]
    public void An_event_of_a_deleted_account_is_kept_once()
    {
        var profile = _scene.World.Store.Open(ProfileTable.Name).Rows
            .Single(row => row.PartitionKey.EndsWith(CrashScene.Second.Value, StringComparison.Ordinal));
        _scene.World.Store.Write(
            ProfileTable.Name,
            new(TableTransactionActionType.Delete, new TableEntity(profile.PartitionKey, profile.RowKey)));

        RequireKept(_scene.Event("bad-0", account: CrashScene.Second), "account_unknown");
    }

    [Fact]
    public void An_event_that_is_too_large_is_kept_once()
    {
        var bad = _scene.Event("bad-0");
        bad["data"]!["description"] = new string('x', UsageBatch.MaxEventBytes);

        RequireKept(bad, "event_too_large");
    }

    public static TheoryData<string, string> Bodies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in TextTable.Rows(PoisonTable.Bodies)) data.Add(row["body"], row["reason"]);
            data.Add($"[{string.Join(',', Enumerable.Repeat("{}", UsageBatch.MaxEvents + 1))}]", "too_many_events");
            data.Add(new string('[', 10_000), "not_json");
            data.Add(new string(' ', 2_000_000), "not_json");
            return data;
        }
    }

    [Theory, MemberData(nameof(Bodies))]
    public void A_body_that_is_no_batch_is_set_aside_once_and_the_messages_behind_it_are_charged(
        string body, string reason)
    {
        Put(Encoding.Latin1.GetBytes(body));
        _scene.Report(_scene.Event("e1"));

        Assert.Equal(reason, Assert.Single(_scene.World.Bus.Dead).DeadReason);
        Assert.Equal(1, _scene.World.Bus.Dead[0].Deliveries);
        RequireSound(lines: 1, messages: 2);
    }

    private void RequireKept(JsonObject bad, string reason)
    {
        var batch = Enumerable.Range(0, Good).Select(i => _scene.Event($"good-{i}", "1")).ToList();
        batch.Insert(77, bad);

        _scene.Report(batch.Select(it => it.DeepClone().AsObject()));
        RequireSound(Good, messages: 1);
        _scene.Report(batch.Select(it => it.DeepClone().AsObject()));
        RequireSound(Good, messages: 2);

        var quarantine = new QuarantineTable(_scene.World.Open, new(_scene.World.Open));
        var kept = quarantine.List(null, null, 10, default).GetAwaiter().GetResult().Items;
        Assert.Equal(reason, Assert.Single(kept).Event.Reason);
        Assert.Empty(_scene.World.Bus.Dead);
    }

    /// <summary>Each message is settled once, after one delivery; the ledgers are as they must be.</summary>
    private void RequireSound(int lines, int messages)
    {
        Assert.True(_scene.World.Bus.IsQuiet);
        Assert.Equal(messages, _script.Calls.Count(call => call.Place == CallPlace.Bus));
        Assert.Equal(lines, _scene.World.Watch.Of(CrashScene.First).Lines.Count);
        AuditTruth.Check(_scene.World);
        Assert.Empty(_scene.World.Violations.Found);
    }

    private void Put(byte[] body) => _scene.World.Bus.Accept(
        UsageQueue.Name, new ServiceBusMessage(body) { MessageId = "poison", SessionId = Lane.Of(CrashScene.First) });

    /// <param name="member">A member of the event, or of its data after a dot.</param>
    /// <param name="json">A dash removes it.</param>
    private static void Change(JsonObject bad, string member, string json)
    {
        var names = member.Split('.');
        var owner = names.Length == 1 ? bad : bad[names[0]]!.AsObject();
        if (json == "-") owner.Remove(names[^1]);
        else owner[names[^1]] = JsonNode.Parse(json);
    }
}
