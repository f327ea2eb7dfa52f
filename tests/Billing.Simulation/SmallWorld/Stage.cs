using Billing.Pricing;
using Billing.Simulation.Storage;
using Billing.Vouchers;

namespace Billing.Simulation.SmallWorld;

/// <summary>
/// Where a few workers play: every storage call of theirs waits here until it is chosen. One of them may crash, before
/// or after a call that changes something. All runs on one thread: answering a call runs its worker to the next one.
/// </summary>
public sealed class Stage(Choices choices, bool mayCrash)
{
    /// <summary>Tables that nobody changes while the play goes on: reading them is the same at any time.</summary>
    private static readonly string[] Settled = [CampaignTable.Name, RateCardTable.Name];

    private readonly List<Waiting> _waiting = [];
    private readonly List<string> _trace = [];
    private bool _crashed;

    /// <summary>The worker that is dead; -1 while all live.</summary>
    public int Dead { get; private set; } = -1;

    /// <summary>What happened, for the message of a failure.</summary>
    public string Trace => string.Join("\n", _trace);

    /// <summary>Storage as one worker sees it.</summary>
    public ICallGate Gate(int worker) => new StepGate(this, worker);

    /// <summary>Answers calls in the order of the choices until nobody waits any more.</summary>
    public void Play()
    {
        while (_waiting.Count > 0)
        {
            // A crash before a read and one after it are the same to the store.
            var changing = mayCrash && !_crashed ? _waiting.Where(it => !it.IsRead).ToList() : [];
            var choice = choices.Next(_waiting.Count + 2 * changing.Count);
            if (choice < _waiting.Count) Answer(_waiting[choice]);
            else Crash(changing[(choice - _waiting.Count) / 2], isDone: (choice - _waiting.Count) % 2 == 1);
        }
    }

    private void Answer(Waiting call)
    {
        _trace.Add($"{call.Worker}: {call.Call}");
        _waiting.Remove(call);
        call.Answer();
    }

    private void Crash(Waiting call, bool isDone)
    {
        _trace.Add($"{call.Worker}: {(isDone ? "dies after" : "dies before")} {call.Call}");
        (_crashed, Dead) = (true, call.Worker);
        _waiting.RemoveAll(it => it.Worker == call.Worker);
        if (isDone) call.Do();
    }

    private sealed record Waiting(int Worker, StoreCall Call, Action Do, Action Answer)
    {
        public bool IsRead => Call.Kind is "get" or "query";
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
