using Azure;
using Azure.Messaging.ServiceBus;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Faults;

/// <summary>The way of one process's calls to the world, where a script and not chance says what goes wrong.</summary>
public sealed class ScriptedPath(CallScript script, Agenda agenda, Life life)
{
    private static readonly TimeSpan Leg = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Lateness = StoreGate.Patience * 5;

    public async Task<T> Pass<T>(ScriptedCall call, Func<T> apply)
    {
        // A process that is dead runs to its next call and no further.
        if (life.IsOver) return await new TaskCompletionSource<T>().Task;
        var mode = script.Next(call);
        for (var sent = 0; ; sent++)
        {
            try
            {
                return await Send(call, apply, sent == 0 ? mode : Again(mode));
            }
            catch (Exception fault) when (sent < call.Retries && StoreGate.IsRetried(fault))
            {
                // The client library sends it again.
            }
        }
    }

    /// <summary>What becomes of the repetitions of the client library.</summary>
    private static CallMode? Again(CallMode? mode) => mode switch
    {
        CallMode.ThrowBefore or CallMode.Unavailable or CallMode.Hang => mode,
        CallMode.ThrowAfterForGood => CallMode.ThrowBefore,
        _ => null,
    };

    private Task<T> Send<T>(ScriptedCall call, Func<T> apply, CallMode? mode)
    {
        var answer = new TaskCompletionSource<T>();
        switch (mode)
        {
            case CallMode.KillAfter:
                Try(apply);
                script.Kill(life);
                break;
            case CallMode.KillBefore:
                script.Kill(life);
                break;
            case CallMode.ArrivesLate:
                agenda.In(Lateness, () => Try(apply));
                goto case CallMode.Hang;
            case CallMode.Hang:
                agenda.In(StoreGate.Patience, () => Fail(answer, Error(call.Place, CallMode.Hang)));
                break;
            default:
                agenda.In(Leg, () => Arrive(call, apply, mode, answer));
                break;
        }
        return answer.Task;
    }

    private void Arrive<T>(ScriptedCall call, Func<T> apply, CallMode? mode, TaskCompletionSource<T> answer)
    {
        if (mode is CallMode.ThrowBefore or CallMode.Unavailable or CallMode.PreconditionFailed)
        {
            Fail(answer, Error(call.Place, mode.Value));
            return;
        }
        try
        {
            var result = apply();
            if (mode is { } lost) Fail(answer, Error(call.Place, lost));
            else if (!life.IsOver) answer.SetResult(result);
        }
        catch (Exception refusal) when (!answer.Task.IsCompleted)
        {
            Fail(answer, mode is { } lost ? Error(call.Place, lost) : refusal);
        }
    }

    private void Fail<T>(TaskCompletionSource<T> answer, Exception fault)
    {
        if (!life.IsOver) answer.SetException(fault);
    }

    /// <summary>Nobody is left to hear a refusal.</summary>
    private static void Try<T>(Func<T> apply)
    {
        try
        {
            apply();
        }
        catch (Exception refusal) when (Expected.IsFault(refusal))
        {
        }
    }

    private static Exception Error(CallPlace place, CallMode mode) => (place, mode) switch
    {
        (CallPlace.Table, CallMode.Hang) => new TaskCanceledException("No answer in time."),
        (CallPlace.Table, CallMode.Unavailable) => new RequestFailedException(503, "Server Busy"),
        (CallPlace.Table, CallMode.FailedButDone) => new RequestFailedException(500, "Internal Error"),
        (CallPlace.Table, CallMode.PreconditionFailed) => new RequestFailedException(412, "Precondition Failed"),
        (CallPlace.Table, _) => new RequestFailedException(0, "Reset.", new HttpRequestException("Reset by peer")),
        (CallPlace.Bus, CallMode.Unavailable) => Bus(ServiceBusFailureReason.ServiceBusy),
        (CallPlace.Bus, CallMode.Hang) => Bus(ServiceBusFailureReason.ServiceTimeout),
        (CallPlace.Bus, _) => Bus(ServiceBusFailureReason.ServiceCommunicationProblem),
        (_, CallMode.Hang) => new TaskCanceledException("No answer in time."),
        _ => new HttpRequestException("Reset by peer"),
    };

    private static ServiceBusException Bus(ServiceBusFailureReason reason) => new("The bus did not answer", reason);
}
