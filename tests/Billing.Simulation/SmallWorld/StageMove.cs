using Billing.Simulation.Storage;

namespace Billing.Simulation.SmallWorld;

/// <summary>A storage call that waits for its turn.</summary>
/// <param name="Do">Does it, and nobody hears the answer.</param>
/// <param name="Answer">Does it and answers, which runs its worker to the next call.</param>
public sealed record WaitingCall(int Worker, StoreCall Call, Action Do, Action Answer)
{
    public bool IsRead => Call.Kind is "get" or "query";

    /// <summary>The row of a call that touches one; empty for those that touch several.</summary>
    private string Row => Call.Kind is "query" or "transaction" or "create" ? "" : Call.Key;

    /// <summary>Whether the store and both workers are the same whichever of the two comes first.</summary>
    public bool CommutesWith(WaitingCall other)
    {
        if (Worker == other.Worker) return false;
        if (IsRead && other.IsRead || Call.Table != other.Call.Table) return true;
        return Row.Length > 0 && other.Row.Length > 0 && Row != other.Row;
    }
}

/// <summary>What becomes of a waiting call.</summary>
public enum StageFate
{
    /// <summary>It is answered.</summary>
    Answered = 1,

    /// <summary>Its worker dies before it.</summary>
    DiesBefore,

    /// <summary>Its worker dies after it.</summary>
    DiesAfter,
}

/// <summary>One thing that can happen next.</summary>
public sealed record StageMove(WaitingCall Call, StageFate Fate)
{
    /// <summary>
    /// Whether it is the same in which order the two happen: no worker and no row sees the difference. Of two deaths
    /// only one can be, and a death before a call touches no row.
    /// </summary>
    public bool CommutesWith(StageMove other)
    {
        if (Call.Worker == other.Call.Worker) return false;
        if (Fate != StageFate.Answered && other.Fate != StageFate.Answered) return false;
        return Fate == StageFate.DiesBefore || other.Fate == StageFate.DiesBefore || Call.CommutesWith(other.Call);
    }

    public override string ToString() => Fate switch
    {
        StageFate.DiesBefore => $"{Call.Worker}: dies before {Call.Call}",
        StageFate.DiesAfter => $"{Call.Worker}: dies after {Call.Call}",
        _ => $"{Call.Worker}: {Call.Call}",
    };
}
