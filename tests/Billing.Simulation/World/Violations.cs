namespace Billing.Simulation.World;

/// <summary>What was found to be wrong, with its moment; the first one is the one to look at.</summary>
public sealed class Violations
{
    private const int Kept = 20;

    private readonly List<string> _found = [];

    public IReadOnlyList<string> Found => _found;

    public bool IsClean => _found.Count == 0;

    public void Add(string rule, string detail)
    {
        if (_found.Count < Kept) _found.Add($"{rule}: {detail}");
    }

    public void Require(bool holds, string rule, string detail)
    {
        if (!holds) Add(rule, detail);
    }
}
