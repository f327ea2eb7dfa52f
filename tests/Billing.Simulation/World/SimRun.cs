using Billing.Simulation.Checks;
using Billing.Simulation.Clocks;
using Billing.Simulation.Operations;
using Billing.TopUps;
using Billing.Vouchers;

namespace Billing.Simulation.World;

/// <summary>
/// One run: operations while things go wrong, invariants after every write; then nothing goes wrong any more, all must
/// come to rest, and everything is held against what was asked for.
/// </summary>
public sealed class SimRun
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);
    private const int MaxRests = 30;
    private const int DaysOfTimers = 16;
    private const int DaysBetweenSweeps = 5;
    private const int DaysOfPayments = 5;

    private readonly SimOptions _options;
    private readonly SimWorld _world;
    private readonly SimScene _scene;
    private readonly EventTruth _events;
    private readonly MoneyTruth _money;
    private readonly UsageOperations _usage;
    private readonly TopUpOperations _topUps;
    private readonly ReversalOperations _reversals;
    private readonly VoucherOperations _vouchers;
    private readonly NoticeOperations _notices;
    private readonly ReadOperations _reads;
    private readonly List<SimOperation> _operations;
    private readonly Dice _dice;
    private int _done;

    private SimRun(SimOptions options)
    {
        _options = options;
        _world = new(options);
        _scene = new(_world);
        _events = new(_world);
        _money = new(_world);
        _usage = new(_world, _scene, _events);
        _topUps = new(_world, _scene);
        _reversals = new(_world);
        _vouchers = new(_world, _scene, _money);
        _reads = new(_world, _scene);
        _notices = new(_world, _scene);
        var plans = new PlanOperations(_world, _scene);
        var prices = new PriceOperations(_world, _scene);
        _operations = [
            .. _usage.All, .. _topUps.All, .. _reversals.All, .. _vouchers.All, .. prices.All, .. plans.All,
            .. _notices.All, .. _reads.All];
        _dice = _world.Dice.For("run");
    }

    public static SimResult Of(SimOptions options)
    {
        var run = new SimRun(options);
        try
        {
            run.Work();
            if (run._world.Violations.IsClean) run.ComeToRest();
            if (run._world.Violations.IsClean) run.CheckAll();
        }
        catch (Exception bug)
        {
            run._world.Violations.Add("The run broke off", bug.ToString());
        }
        return run.Result();
    }

    private void Work()
    {
        var weights = _operations.Sum(operation => operation.Weight);
        while (_done < _options.Operations && _world.Violations.IsClean)
        {
            _world.Agenda.RunUntil(_world.Agenda.Now + Gap());
            var draw = _dice.Below(weights);
            var operation = _operations.First(it => (draw -= it.Weight) < 0);
            if (_world.Worker() is { } worker) _ = _world.Attempt(operation.Name, worker, operation.Run);
            _done += 1 + _usage.TakeCount();
        }
    }

    /// <summary>Mostly several operations are under way at once; now and then hours pass.</summary>
    private TimeSpan Gap() => _dice.Below(100) switch
    {
        < 30 => TimeSpan.Zero,
        < 98 => _dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(200)),
        98 => _dice.Between(TimeSpan.Zero, TimeSpan.FromMinutes(3)),
        _ => _dice.Between(TimeSpan.Zero, TimeSpan.FromHours(20)),
    };

    /// <summary>I16.</summary>
    private void ComeToRest()
    {
        _world.Faults.End(_world.Agenda.Now);
        _world.Agenda.RunUntil(_world.Agenda.Now + TimeSpan.FromHours(2));
        for (var rests = 0; rests < MaxRests && (rests == 0 || !_world.Bus.IsQuiet); rests++)
        {
            _world.Bus.ResendFailed();
            _world.Agenda.RunUntil(_world.Agenda.Now + Rest);
        }
        _world.Violations.Require(_world.Bus.IsQuiet, "I16 faults off, the bus is quiet", "messages are left");
        foreach (var payment in _world.Gateway.Payments.Where(it => it.IsPaid))
            Do("last notice", worker => _topUps.Notice(worker, payment));
        foreach (var news in _reversals.LastNews) Do("last dispute news", news);
        for (var day = 0; day < DaysOfTimers; day++)
        {
            if (day < DaysOfPayments) Do("settle top-ups", TopUpOperations.Settle);
            if (day == 0) Do("grant reserved", VoucherOperations.Finish);
            if (day % DaysBetweenSweeps == 0) Sweep();
            _world.Agenda.RunUntil(_world.Agenda.Now + TimeSpan.FromDays(1));
        }
        foreach (var account in _scene.Accounts) Do("read the history", worker => _reads.History(worker, account));
        _world.Agenda.RunUntil(_world.Agenda.Now + Rest);
        foreach (var left in _world.Unfinished) _world.Violations.Add("I16 what is begun ends", left);
    }

    private void Sweep()
    {
        Do("sweep", NoticeOperations.Sweep);
        _world.Agenda.RunUntil(_world.Agenda.Now + Rest);
        Do("deliver", NoticeOperations.Deliver);
        _world.Agenda.RunUntil(_world.Agenda.Now + Rest);
        Do("issue", NoticeOperations.Issue);
        _world.Agenda.RunUntil(_world.Agenda.Now + Rest);
        Do("deliver", NoticeOperations.Deliver);
    }

    private void CheckAll()
    {
        _events.Check();
        NoticeTruth.Check(_world);
        InvoiceTruth.Check(_world);
        _money.CheckTopUps();
        _money.CheckVouchers(_scene.Campaigns);
        var poisons = _world.Bus.Dead.Count;
        _world.Violations.Require(
            poisons >= _usage.NoBatch, "Bodies that are no batch are set aside", $"{poisons} of {_usage.NoBatch}");
        AuditTruth.Check(_world, TopUpTable.Witness, RedeemedVoucherTable.Witness);
    }

    private void Do(string name, Func<SimWorker, Task> run)
    {
        if (_world.Worker() is { } worker) _ = _world.Attempt(name, worker, run);
    }

    private SimResult Result() => new(
        _options.Seed,
        _world.Violations.Found,
        _world.Trace.Hash,
        TableDump.Hash(_world.Store),
        new(
            _done, _world.Trace.Calls, _world.Watch.Commits, _world.Watch.Accounts.Sum(it => it.Lines.Count),
            _world.Watch.Accounts.Sum(it => it.Quarantined.Count), _world.Crashes, _world.Agenda.Now - SimWorld.Begin),
        [.. _world.Faults.Injected],
        [.. _world.Trace.Last]);
}
