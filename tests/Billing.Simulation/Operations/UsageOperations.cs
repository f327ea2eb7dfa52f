using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Simulation.Checks;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Billing.Usage;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.Operations;

/// <summary>
/// Services report usage: new, again, late, early, in conflict, malformed; people replay what was kept.
/// </summary>
public sealed class UsageOperations(SimWorld world, SimScene scene, EventTruth truth)
{
    private const int MaxRemembered = 200;
    private const int MaxEvents = 12;

    private static readonly string[] Poisons =
    [
        "{\"quantity\":\"1e308\"}", "{\"quantity\":\"-5\"}", "{\"meter\":7}", "{}", "\"data\"",
        "{\"quantity\":1,\"more\":2}",
    ];

    private static readonly string[] NoBatches = ["{", "7", "[{\"a\":", "\u00fe"];

    private readonly Dice _dice = world.Dice.For("usage");
    private readonly List<byte[]> _sent = [];
    private readonly List<JsonObject> _events = [];
    private int _numbers;
    private int _made;

    public IEnumerable<SimOperation> All =>
    [
        new("report usage", 50, worker => Report(worker, Batch())),
        new("report it again", 8, worker => Report(worker, _sent.Count == 0 ? Batch() : _dice.Pick(_sent))),
        new("put on the queue", 6, _ => Put()),
        new("put no batch", 1, _ => PutNoBatch()),
        new("replay", 5, Replay),
    ];

    /// <summary>How many events were made since it was last asked, less one for each batch.</summary>
    public int TakeCount()
    {
        var count = Math.Max(0, _made - 1);
        _made = 0;
        return count;
    }

    /// <summary>Bodies that are no batch; each is set aside.</summary>
    public int NoBatch { get; private set; }

    private async Task Report(SimWorker worker, byte[] body)
    {
        truth.Note(body, isTaken: false, withFaulty: false);
        var request = SomeRequest.Bytes(body, UsageQueue.BatchType);
        var answer = await worker.Function<IngestUsage>().Run(request, default);
        if (answer is not AcceptedResult) world.Violations.Add("Usage is taken in", answer.Summary());
        truth.Note(body, isTaken: true, withFaulty: false);
    }

    /// <summary>A producer may put a batch on the queue itself; what cannot be read goes in with it.</summary>
    private Task Put()
    {
        var account = _dice.Pick(scene.Accounts);
        var events = Enumerable.Range(0, 1 + _dice.Below(4)).Select(_ => Event(account)).ToList();
        var bad = Some.EventJson($"bad-{_numbers++}", account.Value, world.Agenda.Now);
        if (_dice.Below(4) == 0) bad.Remove("subject");
        else bad["data"] = JsonNode.Parse(_dice.Pick(Poisons));
        events.Insert(_dice.Below(events.Count + 1), bad);
        var body = Some.Batch(events);
        truth.Note(body, isTaken: true, withFaulty: true);
        Put(body, $"put-{_numbers}", account);
        return Task.CompletedTask;
    }

    private Task PutNoBatch()
    {
        NoBatch++;
        Put(Encoding.Latin1.GetBytes(_dice.Pick(NoBatches)), $"none-{NoBatch}", _dice.Pick(scene.Accounts));
        return Task.CompletedTask;
    }

    private void Put(byte[] body, string id, AccountId account) => world.Bus.Accept(
        UsageQueue.Name, new ServiceBusMessage(body) { MessageId = id, SessionId = Lane.Of(account) });

    private async Task Replay(SimWorker worker)
    {
        var kept = world.Watch.Accounts.SelectMany(it => it.Quarantined.Select(key => (it.Account, key))).ToList();
        if (kept.Count == 0) return;
        var (account, row) = _dice.Pick(kept);
        var key = row.Split('|');
        await worker.Function<ReplayQuarantined>()
            .Run(SomeRequest.Json(""), account.Value, $"{key[1]}-{key[2]}", default);
    }

    private byte[] Batch()
    {
        var accounts = Enumerable.Range(0, 1 + _dice.Below(3)).Select(_ => _dice.Pick(scene.Accounts)).ToList();
        if (_dice.Below(50) == 0) accounts.Add(scene.Stranger);
        var events = Enumerable.Range(0, 1 + _dice.Below(MaxEvents)).Select(_ => Event(_dice.Pick(accounts))).ToList();
        var body = Some.Batch(events);
        if (_sent.Count < MaxRemembered) _sent.Add(body);
        else _sent[_dice.Below(MaxRemembered)] = body;
        return body;
    }

    /// <summary>
    /// Mostly a new one of now; sometimes an earlier one again, or one that contradicts an earlier one.
    /// </summary>
    private JsonObject Event(AccountId account)
    {
        _made++;
        var draw = _dice.Below(100);
        if (draw < 10 && _events.Count > 0) return (JsonObject)_dice.Pick(_events).DeepClone();
        if (draw < 13 && _events.Count > 0)
        {
            var other = (JsonObject)_dice.Pick(_events).DeepClone();
            other["data"]!["quantity"] = Quantity();
            return other;
        }
        if (draw < 19 && _events.Count > 0) return Correction(_dice.Pick(_events));
        var meter = _dice.Below(60) == 0 ? "unheard-of" : _dice.Pick(scene.Meters);
        var made = Some.EventJson(
            $"e-{_numbers++}", account.Value, Time(), Quantity(), meter, $"source-{_dice.Below(2)}");
        if (_events.Count < MaxRemembered) _events.Add(made);
        else _events[_dice.Below(MaxRemembered)] = made;
        return (JsonObject)made.DeepClone();
    }

    /// <summary>
    /// A producer takes an event back or replaces it; perhaps before we have it, perhaps a second time.
    /// </summary>
    private JsonObject Correction(JsonObject of)
    {
        var (id, now) = ($"c-{_numbers++}", world.Agenda.Now);
        return _dice.Below(2) == 0
            ? SomeCorrection.Void(of, id, now)
            : SomeCorrection.Amend(of, Quantity(), id, _dice.Below(2) == 0 ? null : Time());
    }

    private string Quantity() => _dice.Below(200) == 0
        ? "999999999999"
        : string.Create(CultureInfo.InvariantCulture, $"{_dice.Below(60)}.{_dice.Below(1_000_000):D6}");

    private DateTimeOffset Time()
    {
        var now = world.Agenda.Now;
        return _dice.Below(100) switch
        {
            < 70 => now - _dice.Between(default, TimeSpan.FromMinutes(2)),
            < 85 => now - _dice.Between(default, TimeSpan.FromHours(30)),
            < 92 => now - _dice.Between(default, TimeSpan.FromDays(34)),
            < 94 => now - _dice.Between(TimeSpan.FromDays(34), TimeSpan.FromDays(50)),
            < 96 => new DateTimeOffset(now.Date, TimeSpan.Zero) - TimeSpan.FromTicks(_dice.Below(2)),
            < 99 => now + _dice.Between(default, TimeSpan.FromMinutes(5)),
            _ => now + _dice.Between(default, TimeSpan.FromMinutes(30)),
        };
    }
}
