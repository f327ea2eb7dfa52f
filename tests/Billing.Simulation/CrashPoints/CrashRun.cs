using System.Collections.Immutable;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Plans;
using Billing.Simulation.Checks;
using Billing.Simulation.Faults;
using Billing.Simulation.Operations;
using Billing.Simulation.Proof;
using Billing.Simulation.Storage;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.TopUps.Inbox;
using Billing.Vouchers;

namespace Billing.Simulation.CrashPoints;

/// <summary>An operation and the calls of it that go wrong.</summary>
public sealed record CrashPoint(CrashOperation Operation, ImmutableArray<CallFault> Faults)
{
    /// <summary>What to name on the command line to see it again: "redeem:4-KillAfter".</summary>
    public string Name => $"{Operation.Name}:{string.Join(',', Faults)}";

    public CrashPoint With(CallFault fault) => this with { Faults = Faults.Add(fault) };
}

/// <summary>What a run with faults came to.</summary>
/// <param name="Calls">Those of the operation and of its callers' repetitions; the faults are numbered in them.</param>
/// <param name="Outcome">What stood in the end.</param>
public sealed record CrashResult(
    CrashPoint Point, IReadOnlyList<ScriptedCall> Calls, int Struck, IReadOnlyList<string> Violations, string Outcome)
{
    public bool IsClean => Violations.Count == 0;
}

/// <summary>
/// One operation with faults at given calls: its past, itself with all repetitions, then calm until nothing is left to
/// do, and all checks.
/// </summary>
public sealed class CrashRun
{
    private const int MaxRests = 20;
    private const int DaysOfTimers = 6;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(11);

    private readonly SimWorld _world;
    private readonly CrashScene _scene;
    private readonly CallScript _script;

    private CrashRun(CrashPoint point, Sabotage sabotage)
    {
        _script = new([.. point.Faults]);
        _world = new(new(Seed: 1, Operations: 0, [], sabotage) { Workers = 1, Script = _script });
        _scene = new(_world);
    }

    /// <param name="expected">What stands after a run without faults; null to learn it.</param>
    public static CrashResult Of(CrashPoint point, string? expected, Sabotage sabotage = Sabotage.None)
    {
        var (run, outcome) = (new CrashRun(point, sabotage), "");
        ImmutableArray<ScriptedCall> calls = [];
        try
        {
            point.Operation.Prepare(run._scene);
            run._script.IsArmed = true;
            point.Operation.Run(run._scene);
            run._script.IsArmed = false;
            calls = [.. run._script.Calls];
            run.ComeToRest();
            run.Check();
            outcome = CrashOutcome.Of(run._scene);
            if (expected is not null) run.Compare(expected, outcome);
        }
        catch (Exception bug)
        {
            run._world.Violations.Add("The run broke off", bug.ToString());
        }
        return new(point, calls, run._script.Struck, run._world.Violations.Found, outcome);
    }

    /// <summary>What is late arrives, the bus delivers, timers run for days: nothing is under way any more.</summary>
    private void ComeToRest()
    {
        _scene.Pass(TimeSpan.FromMinutes(3));
        _world.Faults.End(_world.Agenda.Now);
        for (var rests = 0; rests < MaxRests && (rests == 0 || !_world.Bus.IsQuiet); rests++)
        {
            _world.Bus.ResendFailed();
            _scene.Pass(Rest);
        }
        _world.Violations.Require(_world.Bus.IsQuiet, "I16 faults off, the bus is quiet", "messages are left");
        for (var day = 0; day < DaysOfTimers; day++)
        {
            RunTimer(PollTable.Name, TopUpOperations.Settle);
            RunTimer(InboxTable.Name, TopUpOperations.Retry);
            RunTimer(VoucherTable.Name, VoucherOperations.Finish);
            RunTimer(ExpiryTable.Name, NoticeOperations.Sweep);
            RunTimer(OutboxMarkTable.Name, NoticeOperations.Deliver);
            _scene.Pass(Rest);
            RunTimer(InvoiceTaskTable.Name, NoticeOperations.Issue);
            _scene.Pass(Rest);
            RunTimer(OutboxMarkTable.Name, NoticeOperations.Deliver);
            _scene.Pass(TimeSpan.FromDays(1));
        }
    }

    /// <summary>A timer whose table holds nothing to do would find nothing.</summary>
    private void RunTimer(string table, Func<SimWorker, Task> timer)
    {
        var isWaiting = _world.Store.Open(table).Rows.Any(row => table != VoucherTable.Name || IsOpen(row));
        if (isWaiting) _scene.Persist($"timer of {table}", timer);
    }

    private static bool IsOpen(StoredRow redemption) => redemption.RowKey[0] == 'O';

    private void Check()
    {
        _scene.Events.Check();
        _scene.Money.CheckTopUps();
        _scene.Money.CheckVouchers(_scene.Campaigns);
        NoticeTruth.Check(_world);
        InvoiceTruth.Check(_world);
        AuditTruth.Check(
            _world, TopUpTable.Witness, RedeemedVoucherTable.Witness, BalancePaymentTable.Witness);
        var open = _world.Store.Open(VoucherTable.Name).Rows.Count(IsOpen);
        _world.Violations.Require(open == 0, "I17 each counted use is credited", $"{open} redemptions are open");
        var inbox = _world.Store.Open(InboxTable.Name);
        var notices = inbox.Rows.Count(row => row.PartitionKey == InboxTable.OpenPartition);
        _world.Violations.Require(notices == 0, "I16 each notice is taken", $"{notices} notices are open");
        _world.Violations.Require(_world.Bus.Dead.Count == 0, "Nothing good is set aside", $"{_world.Bus.Dead.Count}");
    }

    private void Compare(string expected, string outcome)
    {
        if (expected == outcome) return;
        var (want, have) = (expected.Split('\n'), outcome.Split('\n'));
        var at = want.Zip(have).TakeWhile(pair => pair.First == pair.Second).Count();
        _world.Violations.Add(
            "What stands is what stands without a fault",
            $"'{have.ElementAtOrDefault(at)}' instead of '{want.ElementAtOrDefault(at)}'");
    }
}
