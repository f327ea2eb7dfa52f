namespace Billing.History.Rollups;

/// <summary>How many segments a request may still open to sum them up.</summary>
public sealed class FoldBudget(int segments)
{
    public int Left { get; private set; } = segments;

    public bool Take(int count = 1)
    {
        Left -= count;
        return Left >= 0;
    }
}
