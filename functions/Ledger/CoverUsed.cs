using System.Text.Json.Nodes;

namespace Billing.Ledger;

/// <summary>How much of a cover is used, in the steps that others learn of.</summary>
public static class CoverUsed
{
    private static readonly int[] Percents = [80, 90, 100];

    /// <summary>The highest step that is reached; zero for none.</summary>
    public static int Reached(Cover cover)
    {
        var reached = 0;
        foreach (var percent in Percents) if (cover.Remaining.Units <= LeftAt(cover, percent)) reached = percent;
        return reached;
    }

    /// <summary>The ledger units that are left where the next step is reached; negative where there is none.</summary>
    public static long NextAt(Cover cover)
    {
        if (IsTold(cover))
            foreach (var percent in Percents)
                if (percent > cover.ToldPercent) return LeftAt(cover, percent);
        return -1;
    }

    /// <summary>The steps that are reached and were not told of.</summary>
    public static IEnumerable<int> Untold(Cover cover) => IsTold(cover)
        ? Percents.Where(percent => percent > cover.ToldPercent && cover.Remaining.Units <= LeftAt(cover, percent))
        : [];

    /// <summary>After its total changed, steps above the share that is used now will be told of again.</summary>
    public static Cover Rearmed(Cover cover) =>
        cover with { ToldPercent = Math.Min(cover.ToldPercent, Reached(cover)) };

    public static OutboxFact Fact(LotId cover, int percent) =>
        new(RaisedFacts.PlanUsed, new JsonObject { ["cover"] = cover.Value, ["percent"] = percent }.ToJsonString());

    private static bool IsTold(Cover cover) => cover.Terms.TellsUse && cover.Terms.Total.IsPositive;

    private static long LeftAt(Cover cover, int percent) =>
        (long)((Int128)cover.Terms.Total.Units * (100 - percent) / 100);
}
