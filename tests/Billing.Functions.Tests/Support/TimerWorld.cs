using System.Globalization;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Notices;
using Billing.Platform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>
/// A ledger with the marks that lead timers to it, and those timers, as one process of the app has them. The marks are
/// a test's own, so that no other test's accounts are found.
/// </summary>
public sealed class TimerWorld
{
    private static int _worlds;

    private readonly Azurite _azurite;
    private readonly string _name;

    private TimerWorld(
        Azurite azurite, string name, Func<string, TableClient> tables, FakeTimeProvider clock, FakeBus bus)
    {
        (_azurite, _name, Clock, Bus) = (azurite, name, clock, bus);
        Expiries = new(tables($"expiries{name}"));
        Marks = new OutboxMarkTable(tables($"outbox{name}"));
        Bare = new(tables(LedgerTable.Name));
        Ledger = new(tables(LedgerTable.Name), new LedgerMarks(Expiries, Marks), Defaults);
        Outbox = new(tables($"setaside{name}"), Ledger);
    }

    public static LowBalanceDefaults Defaults { get; } = LowBalanceDefaults.TryParse("USD 5 1", out var defaults)
        ? defaults
        : throw new InvalidOperationException("The defaults of the tests are wrong.");

    public FakeTimeProvider Clock { get; }
    public FakeBus Bus { get; }
    public LogCapture Log { get; } = new();
    public ExpiryTable Expiries { get; }
    public OutboxMarkTable Marks { get; }
    public OutboxTable Outbox { get; }
    public LedgerTable Ledger { get; }

    /// <summary>The same ledger as a build wrote it that knew neither marks nor defaults.</summary>
    public LedgerTable Bare { get; }

    public static async Task<TimerWorld> Open(Azurite azurite)
    {
        var name = Interlocked.Increment(ref _worlds).ToString(CultureInfo.InvariantCulture);
        foreach (var table in (string[])[$"expiries{name}", $"outbox{name}", $"setaside{name}", LedgerTable.Name])
            await azurite.Table(table);
        return new(azurite, name, (await azurite.Tables()).GetTableClient, new(SomeLedger.Noon), new());
    }

    /// <summary>Another process at the same time, whose calls go wrong as the plan says.</summary>
    public async Task<TimerWorld> Another(FaultPlan? faults = null) =>
        new(_azurite, _name, (await _azurite.Tables(faults)).GetTableClient, Clock, Bus.Over(faults));

    public LedgerDesk Desk() => new(Ledger, TimeProvider.System, new Jitter(7));

    public Task Sweep() => new SweepExpired(
        Expiries, new ExpirySweep(Desk(), Expiries, Clock), Clock, Logger<SweepExpired>()).Run(new(), default);

    public Task Deliver() => new DeliverOutbox(
        Marks,
        new OutboxDelivery(Outbox, Marks, new BillingFactsQueue(Bus), Clock, Logger<OutboxDelivery>()),
        Clock).Run(new(), default);

    /// <summary>Commits onto the newest head, at the clock's time.</summary>
    public async Task Commit(AccountId account, params MovementFact[] movements) =>
        await Commit(account, _ => new LedgerEntry(Clock.GetUtcNow()) { Movements = [.. movements] });

    public Task Commit(AccountId account, Func<AccountHead, LedgerEntry?> entry) =>
        Desk().Decide(account, (head, _) => Task.FromResult(new Decision<bool>(true, entry(head))), default);

    /// <summary>Usage that costs so much at the clock's time.</summary>
    public Task Spend(AccountId account, string amount, string id) =>
        Commit(account, head => SomeLedger.Spending(
            head.State, SomeLedger.Usd(amount), head.TimeOf(Clock.GetUtcNow()), id));

    /// <summary>Lots, what they hold and the numbers of rows; the audit must find nothing.</summary>
    public async Task<string> Standing(AccountId account)
    {
        var report = await new LedgerAuditor(Bare, Clock).Audit(account, default);
        Assert.True(report.Ok, $"{report.FirstBroken}");
        var state = (await Ledger.Load(account, default)).State;
        var lots = state.Lots.Select(lot => $"{lot.Id.Value} {lot.Remaining.ToDecimalString()}");
        return $"[{string.Join(", ", lots)}] {report.Movements} movements";
    }

    /// <summary>The marks that are due until that time.</summary>
    public async Task<int> DueMarks(DateTimeOffset until)
    {
        var count = 0;
        foreach (var bucket in ExpiryTable.Buckets)
            await foreach (var _ in Expiries.Due(bucket, until, default)) count++;
        return count;
    }

    /// <summary>The only mark that is due until that time.</summary>
    public async Task<ExpiryMark> DueMark(DateTimeOffset until)
    {
        var due = new List<ExpiryMark>();
        foreach (var bucket in ExpiryTable.Buckets)
            await foreach (var mark in Expiries.Due(bucket, until, default)) due.Add(mark);
        return Assert.Single(due);
    }

    /// <summary>What the bus was sent of an account, in order: kind and number.</summary>
    public string Told(AccountId account) => string.Join(' ', Bus.Sent
        .Where(message => message.SessionId == account.Value)
        .Select(message => $"{message.Subject}:{message.MessageId!.Split(':')[1]}"));

    private ILogger<T> Logger<T>() => LoggerFactory.Create(logs => logs.AddProvider(Log)).CreateLogger<T>();
}
