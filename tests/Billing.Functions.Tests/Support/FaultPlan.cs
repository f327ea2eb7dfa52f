namespace Billing.Functions.Tests.Support;

/// <summary>How one storage call goes wrong.</summary>
public enum CallFault
{
    /// <summary>The connection breaks; the store never saw the request.</summary>
    ResetBefore = 1,

    /// <summary>The store did it; the connection breaks and the answer is lost.</summary>
    ResetAfter,

    /// <summary>The store answers 503 and did nothing.</summary>
    UnavailableBefore,

    /// <summary>The store did it and answers 503.</summary>
    UnavailableAfter,

    /// <summary>The store answers 412 and did nothing.</summary>
    PreconditionFailed,

    /// <summary>The client gives up waiting; the store never saw the request.</summary>
    TimeoutBefore,

    /// <summary>The client gives up waiting; the store did it.</summary>
    TimeoutAfter,

    /// <summary>The process dies before the call: no later call passes either.</summary>
    KilledBefore,

    /// <summary>The process dies after the store did it: no later call passes either.</summary>
    KilledAfter,
}

/// <summary>Counts the storage calls of a client and makes one of them go wrong.</summary>
/// <param name="call">Which call, from 1; 0 for none.</param>
public sealed class FaultPlan(int call = 0, CallFault fault = CallFault.ResetBefore)
{
    private int _calls;

    /// <summary>Calls made so far.</summary>
    public int Calls => _calls;

    /// <summary>What others do between the fault and the next call; nothing if unset.</summary>
    public Func<Task>? AfterFault { get; set; }

    public bool Fired => call > 0 && _calls >= call;

    /// <summary>
    /// Runs a trial without fault to count its storage calls, then once for each call and each way to go wrong.
    /// </summary>
    /// <returns>The number of faults tried.</returns>
    public static async Task<int> TryEach(Func<FaultPlan, Task> trial)
    {
        var clean = new FaultPlan();
        await trial(clean);
        var faults = Enum.GetValues<CallFault>();
        for (var call = 1; call <= clean.Calls; call++)
            foreach (var fault in faults) await Try(trial, call, fault);
        return clean.Calls * faults.Length;
    }

    public override string ToString() => call == 0 ? "no fault" : $"{fault} at storage call {call}";

    /// <summary>The fault of the call that is about to be made.</summary>
    internal CallFault? Next()
    {
        var number = Interlocked.Increment(ref _calls);
        var isKill = fault is CallFault.KilledBefore or CallFault.KilledAfter;
        if (call > 0 && number > call && isKill) return CallFault.KilledBefore;
        return number == call ? fault : null;
    }

    private static async Task Try(Func<FaultPlan, Task> trial, int call, CallFault fault)
    {
        var plan = new FaultPlan(call, fault);
        try
        {
            await trial(plan);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"The trial failed with {plan}: {failure.Message}", failure);
        }
        Assert.True(plan.Fired, $"{plan} was never reached.");
    }
}

/// <summary>The process is dead: code under test must not catch this and go on.</summary>
public sealed class ProcessKilledException() : Exception("The process was killed.");
