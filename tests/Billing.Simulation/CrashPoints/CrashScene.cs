using Billing.Ledger;
using Billing.Simulation.Checks;
using Billing.Simulation.Faults;
using Billing.Simulation.Operations;
using Billing.Simulation.World;
using Billing.Vouchers;

namespace Billing.Simulation.CrashPoints;

/// <summary>
/// A world for one operation: two customers of one lane, one process of the app, and callers who do not give up. All
/// time is virtual; what is asked is carried on until it ends or its process dies.
/// </summary>
public sealed class CrashScene
{
    private const int MaxTries = 8;
    private static readonly TimeSpan CallersPatience = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenRuns = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = [.. SimScene.SharingLanes(2)];

    public CrashScene(SimWorld world)
    {
        World = world;
        Events = new(world);
        Money = new(world);
    }

    public static AccountId First { get; } = AccountId.Parse(Names[0]);

    /// <summary>In the lane of the first.</summary>
    public static AccountId Second { get; } = AccountId.Parse(Names[1]);

    public SimWorld World { get; }

    public EventTruth Events { get; }

    public MoneyTruth Money { get; }

    /// <summary>By their code.</summary>
    public Dictionary<string, VoucherCampaign> Campaigns { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset Now => World.Agenda.Now;

    /// <summary>What the callers were told in the end.</summary>
    public List<CrashAnswer> Answers { get; } = [];

    public void Pass(TimeSpan time) => World.Agenda.RunUntil(Now + time);

    /// <summary>
    /// The caller asks until it is answered, and then once more. Who sends a key gets the same answer; who sends none
    /// may learn that it is done already.
    /// </summary>
    public void Ask(CrashRequest request)
    {
        if (Answer(request) is not { } answer || Answer(request) is not { } again || request.Key is null) return;
        Answers.Add(answer);
        var (one, other) = (CrashOutcome.Plain(answer.Body), CrashOutcome.Plain(again.Body));
        World.Violations.Require(
            (answer.Status, one) == (again.Status, other), "The same key has the same answer",
            $"{answer.Status} {one} and then {again.Status} {other}");
    }

    /// <summary>Runs until it ends well; a caller, timer or person tries again after a while.</summary>
    public void Persist(string name, Func<SimWorker, Task> work)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (Try(name, work)) return;
            Pass(BetweenRuns);
        }
        World.Violations.Add("What is tried again and again succeeds", name);
    }

    /// <summary>Lets the bus deliver what it has until nothing is left.</summary>
    public void Drain()
    {
        var until = Now + CallersPatience;
        while (!World.Bus.IsQuiet && World.Agenda.Next(until))
        {
        }
    }

    private CrashAnswer? Answer(CrashRequest request)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            CrashAnswer? answer = null;
            var isAnswered = Try(request.Function, async worker => answer = await CrashEdge.Send(worker, request));
            if (isAnswered && answer!.IsDone) return answer;
            if (isAnswered && !answer!.MayPassLater)
            {
                World.Violations.Add("No good request is refused", $"{request.Function} {answer.Status} {answer.Body}");
                return null;
            }
            Pass(BetweenTries);
        }
        World.Violations.Add("Who asks again and again is answered", request.Function);
        return null;
    }

    /// <returns>False when it failed as the world made it, or its process died.</returns>
    private bool Try(string name, Func<SimWorker, Task> work)
    {
        while (World.Worker() is null) Pass(BetweenTries);
        var worker = World.Worker()!;
        var (life, until) = (worker.Life, Now + CallersPatience);
        var run = work(worker);
        while (!run.IsCompleted && !life.IsOver && World.Agenda.Next(until))
        {
        }
        if (run.IsCompletedSuccessfully) return true;
        if (life.IsOver) return false;
        if (run.Exception?.InnerException is { } failure)
            World.Violations.Require(Expected.IsFault(failure), $"The operation '{name}'", failure.ToString());
        else if (!run.IsCanceled) World.Violations.Add("I16 what is begun ends", name);
        return false;
    }
}
