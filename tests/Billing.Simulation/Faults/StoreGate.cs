using Azure;
using Billing.Simulation.Storage;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Faults;

/// <summary>
/// The way of one process to the store: each call takes its time there and back, and may go wrong. What a process sent
/// before it died may still arrive.
/// </summary>
/// <param name="retries">How often a call that failed on its way is sent again, as the client library would.</param>
public sealed class StoreGate(
    Agenda agenda, Life life, FaultMix faults, Dice dice, Trace trace, int retries) : ICallGate
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    public async Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
    {
        for (var sent = 0; ; sent++)
        {
            try
            {
                return await Send(call, apply);
            }
            catch (Exception fault) when (sent < retries && IsRetried(fault))
            {
                trace.Note("retried", call);
            }
        }
    }

    public int PageSize(int asked) => faults.Strikes(FaultKind.ShortPage) ? 1 + dice.Below(asked) : asked;

    internal static bool IsRetried(Exception fault) =>
        fault is TaskCanceledException or RequestFailedException { Status: 0 or 408 or 429 or >= 500 };

    private Task<T> Send<T>(StoreCall call, Func<T> apply)
    {
        var answer = new TaskCompletionSource<T>();
        var fault = faults.OfCall(call.HasCondition);
        trace.Sent(agenda.Now, call, fault);
        switch (fault)
        {
            case FaultKind.TimeoutBefore or FaultKind.ArrivesLate:
                agenda.In(Patience, () => Fail(answer, new TaskCanceledException("No answer in time.")));
                if (fault == FaultKind.ArrivesLate)
                    agenda.In(Patience + dice.Between(default, AMinute), () => Try(apply));
                break;
            case FaultKind.ResetBefore or FaultKind.UnavailableBefore or FaultKind.PreconditionFailed:
                agenda.In(Leg(), () => Fail(answer, Error(fault.Value)));
                break;
            default:
                agenda.In(
                    fault == FaultKind.Slow ? dice.Between(default, Patience) : Leg(), () => Arrive(
                        call, apply, fault, answer));
                break;
        }
        return answer.Task;
    }

    private void Arrive<T>(StoreCall call, Func<T> apply, FaultKind? fault, TaskCompletionSource<T> answer)
    {
        if (life.IsOver && dice.Below(2) == 0) return;
        try
        {
            var result = apply();
            if (fault is { } lost and not FaultKind.Slow) Lose(answer, lost);
            else agenda.In(Leg(), () => Give(call, answer, result));
        }
        catch (Exception refusal)
        {
            agenda.In(Leg(), () => Fail(answer, refusal));
        }
    }

    private void Lose<T>(TaskCompletionSource<T> answer, FaultKind fault) => agenda.In(
        fault == FaultKind.TimeoutAfter ? Patience : Leg(),
        () => Fail(
            answer, fault == FaultKind.TimeoutAfter ? new TaskCanceledException("No answer in time.") : Error(fault)));

    private void Give<T>(StoreCall call, TaskCompletionSource<T> answer, T result)
    {
        if (life.IsOver) return;
        trace.Note("answered", call);
        answer.SetResult(result);
    }

    private void Fail<T>(TaskCompletionSource<T> answer, Exception fault)
    {
        if (life.IsOver) return;
        trace.Note(fault is RequestFailedException { Status: var status } ? $"failed {status}" : "timed out", default);
        answer.SetException(fault);
    }

    /// <summary>The caller is gone; what the store says to it does not matter.</summary>
    private static void Try<T>(Func<T> apply)
    {
        try
        {
            apply();
        }
        catch (RequestFailedException)
        {
        }
    }

    private static RequestFailedException Error(FaultKind fault) => fault switch
    {
        FaultKind.UnavailableBefore => new(503, "Server Busy"),
        FaultKind.UnavailableAfter => new(500, "Internal Error"),
        FaultKind.PreconditionFailed => new(412, "Precondition Failed"),
        _ => new(0, "The connection was reset.", new HttpRequestException("Connection reset by peer")),
    };

    private TimeSpan Leg() => TimeSpan.FromMicroseconds(dice.Between(200, 20_000));
}
