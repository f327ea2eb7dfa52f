namespace Billing.Simulation.Clocks;

/// <summary>One run of a process, from its start to its crash: after that none of its code ever runs again.</summary>
public sealed class Life
{
    public bool IsOver { get; private set; }

    public void End() => IsOver = true;
}
