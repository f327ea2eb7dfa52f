using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>
/// One orchestrator brought by its history to where it was, and carried on from there by what is new. It lives for one
/// step; the next step replays again.
/// </summary>
internal sealed class Replay
{
    private readonly Orchestrator _orchestrator;
    private readonly ReplayLoop _loop = new();
    private readonly ReplayContext _context;
    private readonly InstanceHead _head;
    private Task<object?>? _run;

    public Replay(InstanceState state, Orchestrator orchestrator, ILoggerFactory logs)
    {
        (_orchestrator, _head) = (orchestrator, state.Head);
        _context = new ReplayContext(state.Head, _loop, logs);
        foreach (var turn in state.Turns) Play(turn, turn);
    }

    /// <summary>How the orchestrator ended; null while it waits.</summary>
    public Ending? Ending { get; private set; }

    public string? CustomStatus => _context.CustomStatus;

    public IReadOnlyList<Decision> Decisions => _context.Log.Fresh;

    /// <summary>Called and not come back.</summary>
    public IEnumerable<Decision.CallActivity> Activities => _context.Open.OfType<Decision.CallActivity>();

    /// <summary>Timers that are neither over nor cancelled, in their order.</summary>
    public IEnumerable<Decision.StartTimer> Timers =>
        _context.Open.OfType<Decision.StartTimer>().OrderBy(timer => timer.At).ThenBy(timer => timer.Task);

    /// <summary>Carries the orchestrator on and ends the replay.</summary>
    public void Play(DateTimeOffset now, IReadOnlyList<TurnInput> inputs)
    {
        if (Ending is null) Play(new Turn(now, inputs, []), null);
        _loop.Close();
    }

    private void Play(Turn turn, Turn? recorded)
    {
        _context.Now = turn.At;
        _context.Log.Begin(recorded);
        if (_run is null) _loop.Run(() => _run = _orchestrator(_context));
        foreach (var input in turn.Inputs)
        {
            var isOver = _run!.IsCompleted || _context.Log.Violation is not null;
            if (!isOver) _loop.Run(() => _context.Take(input));
            else if (input is TurnInput.EventRaised raised) _context.Events.Keep(raised);
        }

        _context.Log.End();
        Ending = EndingOf(_run!);
    }

    private Ending? EndingOf(Task<object?> run)
    {
        var isStuck = !run.IsCompleted && !_context.IsWaiting;
        if (isStuck || _loop.WasDisturbed) _context.Log.BreakByWaiting();
        if (_context.Log.Violation is { } violation) return new Ending.Threw(Failures.Of(violation));
        if (!run.IsCompleted) return null;
        if (run.IsFaulted) return new Ending.Threw(Failures.Of(run.Exception.InnerException!));
        if (run.IsCanceled) return new Ending.Threw(Failures.Of(new TaskCanceledException(run)));
        if (_context.Anew is { } anew)
            return new Ending.BeganAnew(anew.Input, anew.KeepsEvents ? _context.Events.Unclaimed : []);

        return Returned(run.Result);
    }

    private Ending Returned(object? result)
    {
        try
        {
            return new Ending.Returned(Payload.Write(result, $"The output of the orchestrator '{_head.Name}'"));
        }
        catch (Exception unwritable)
        {
            return new Ending.Threw(Failures.Of(unwritable));
        }
    }
}

/// <summary>Runs the code of an orchestrator.</summary>
internal delegate Task<object?> Orchestrator(TaskOrchestrationContext context);

/// <summary>How an orchestrator ended.</summary>
internal abstract record Ending
{
    private Ending()
    {
    }

    public sealed record Returned(string? Output) : Ending;

    public sealed record Threw(TaskFailureDetails Failure) : Ending;

    public sealed record BeganAnew(string? Input, IReadOnlyList<TurnInput.EventRaised> Carried) : Ending;
}
