using Billing.Simulation.Clocks;

namespace Billing.Simulation.Faults;

/// <summary>Numbers the calls of all processes while it is armed, and says which of them go wrong, and how.</summary>
public sealed class CallScript(params IReadOnlyList<CallFault> faults)
{
    private readonly List<ScriptedCall> _calls = [];

    /// <summary>Ends a process for good and has a fresh one start.</summary>
    public Action<Life> Kill { get; set; } = life => life.End();

    public bool IsArmed { get; set; }

    /// <summary>All numbered calls so far; the first is number one.</summary>
    public IReadOnlyList<ScriptedCall> Calls => _calls;

    /// <summary>How many of its faults have happened.</summary>
    public int Struck { get; private set; }

    /// <summary>What becomes of the next call; null when nothing happens to it.</summary>
    public CallMode? Next(ScriptedCall call)
    {
        if (!IsArmed) return null;
        _calls.Add(call);
        foreach (var fault in faults)
        {
            if (fault.Number != _calls.Count) continue;
            Struck++;
            return fault.Mode;
        }
        return null;
    }
}
