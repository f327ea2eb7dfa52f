using Billing.Simulation.Storage;

namespace Billing.Simulation.Faults;

/// <summary>Where a numbered call goes.</summary>
public enum CallPlace
{
    Table = 1,
    Bus,
    Gateway,
}

/// <summary>One call out of a process: to a table, the bus or the gateway.</summary>
/// <param name="Changes">Whether anything is another after it is done.</param>
/// <param name="HasCondition">Whether the store could refuse it for its version.</param>
/// <param name="Retries">How often the client library sends it again.</param>
public readonly record struct ScriptedCall(
    CallPlace Place, string What, bool Changes, bool HasCondition = false, int Retries = 0)
{
    /// <summary>
    /// The ways in which this call can go wrong. A call that changes nothing is the same done or not; repetitions of
    /// the client library hide a fault that does not last.
    /// </summary>
    public IEnumerable<CallMode> Modes
    {
        get
        {
            yield return CallMode.ThrowBefore;
            yield return CallMode.Unavailable;
            yield return CallMode.Hang;
            yield return CallMode.KillBefore;
            if (!Changes) yield break;
            yield return CallMode.ThrowAfter;
            yield return CallMode.ArrivesLate;
            yield return CallMode.KillAfter;
            if (Place == CallPlace.Table) yield return CallMode.FailedButDone;
            if (HasCondition) yield return CallMode.PreconditionFailed;
            if (Retries > 0) yield return CallMode.ThrowAfterForGood;
        }
    }

    public static ScriptedCall Of(StoreCall call, int retries) =>
        new(CallPlace.Table, call.ToString(), call.Kind is not ("get" or "query"), call.HasCondition, retries);

    public static ScriptedCall OfBus(string what) => new(CallPlace.Bus, what, Changes: true);

    public static ScriptedCall OfGateway(string what, bool changes) => new(CallPlace.Gateway, what, changes);

    /// <summary>The table of a query; empty for any other call.</summary>
    public string QueriedTable => What.Split(' ') is ["query", var table, ..] ? table : "";

    public override string ToString() => $"{Place} {What}";
}
