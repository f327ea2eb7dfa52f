using Billing.Pricing;
using Billing.Simulation.Storage;
using Billing.Vouchers;

namespace Billing.Simulation.SmallWorld;

/// <summary>Which moves a stage leaves out.</summary>
public enum Orders
{
    /// <summary>None: every order is played.</summary>
    All = 1,

    /// <summary>
    /// Those that only lead to an order that was played before with moves swapped that commute: of all such orders one
    /// is played. These are sleep sets, and what can stand in the end is the same.
    /// </summary>
    Different,
}

/// <summary>
/// Where a few workers play: every storage call of theirs waits here until it is chosen. One of them may crash, before
/// or after a call that changes something. All runs on one thread: answering a call runs its worker to the next one.
/// </summary>
public sealed class Stage(Choices choices, bool mayCrash, Orders orders)
{
    /// <summary>Tables that nobody changes while the play goes on: reading them is the same at any time.</summary>
    private static readonly string[] Settled = [CampaignTable.Name, RateCardTable.Name];

    private readonly List<WaitingCall> _waiting = [];
    private readonly List<string> _trace = [];
    private List<StageMove> _asleep = [];

    /// <summary>The worker that is dead; -1 while all live.</summary>
    public int Dead { get; private set; } = -1;

    /// <summary>What happened, for the message of a failure.</summary>
    public string Trace => string.Join("\n", _trace);

    /// <summary>Storage as one worker sees it.</summary>
    public ICallGate Gate(int worker) => new StepGate(this, worker);

    /// <summary>Answers calls in the order of the choices until nobody waits any more.</summary>
    /// <returns>False when it was left because an order that is as good was played before.</returns>
    public bool Play()
    {
        while (_waiting.Count > 0)
        {
            var awake = Moves().Where(move => !_asleep.Contains(move)).ToList();
            if (awake.Count == 0) return false;
            var chosen = choices.Next(awake.Count);
            Happen(awake[chosen]);
            if (orders == Orders.All) continue;

            // What was tried here before needs no trying after a move that commutes with it.
            _asleep = [.. _asleep.Concat(awake.Take(chosen)).Where(move => move.CommutesWith(awake[chosen]))];
        }
        return true;
    }

    /// <summary>A crash before a read and one after it are the same to the store.</summary>
    private IEnumerable<StageMove> Moves()
    {
        foreach (var call in _waiting) yield return new(call, StageFate.Answered);
        if (!mayCrash || Dead >= 0) yield break;
        foreach (var call in _waiting.Where(it => !it.IsRead))
        {
            yield return new(call, StageFate.DiesBefore);
            yield return new(call, StageFate.DiesAfter);
        }
    }

    private void Happen(StageMove move)
    {
        _trace.Add(move.ToString());
        var call = move.Call;
        if (move.Fate == StageFate.Answered)
        {
            _waiting.Remove(call);
            call.Answer();
            return;
        }
        Dead = call.Worker;
        _waiting.RemoveAll(it => it.Worker == call.Worker);
        if (move.Fate == StageFate.DiesAfter) call.Do();
    }

    private sealed class StepGate(Stage stage, int worker) : ICallGate
    {
        public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
        {
            var answer = new TaskCompletionSource<T>();
            if (stage.Dead == worker) return answer.Task;
            if (Settled.Contains(call.Table)) return OpenGate.Instance.Pass(call, apply, stop);

            stage._waiting.Add(new(worker, call, Do, () =>
            {
                try
                {
                    answer.SetResult(apply());
                }
                catch (Exception refusal) when (!answer.Task.IsCompleted)
                {
                    answer.SetException(refusal);
                }
            }));
            return answer.Task;

            void Do()
            {
                try
                {
                    apply();
                }
                catch (Azure.RequestFailedException)
                {
                    // Refused, and nobody is left to hear it.
                }
            }
        }
    }
}
