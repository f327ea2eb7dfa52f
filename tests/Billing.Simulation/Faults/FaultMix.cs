using Billing.Simulation.Clocks;

namespace Billing.Simulation.Faults;

/// <summary>
/// Which faults a world has, and how often: each world draws its own mix, so that some see one kind all the time and
/// others a little of everything.
/// </summary>
public sealed class FaultMix
{
    private readonly Dice _dice;
    private readonly int[] _perMillion = new int[Enum.GetValues<FaultKind>().Length + 1];
    private readonly long[] _injected = new long[Enum.GetValues<FaultKind>().Length + 1];

    private DateTimeOffset? _endedAt;

    /// <param name="allowed">The kinds that may be in the mix.</param>
    /// <param name="script">Strikes numbered calls; null where chance alone does.</param>
    public FaultMix(Dice dice, IReadOnlyCollection<FaultKind> allowed, CallScript? script = null)
    {
        (_dice, Script) = (dice, script);
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var (isOn, rate) = (dice.Below(2) == 0, Rate(dice, kind));
            if (isOn && allowed.Contains(kind)) _perMillion[(int)kind] = rate;
        }
        IsSkewed = Strikes(FaultKind.ClockSkew);
    }

    public static IReadOnlyList<FaultKind> All { get; } = Enum.GetValues<FaultKind>();

    /// <summary>Every call of every process goes by it; null where chance alone strikes.</summary>
    public CallScript? Script { get; }

    /// <summary>From some moment on nothing goes wrong any more.</summary>
    public bool IsOver => _endedAt is not null;

    /// <summary>Whether the clocks of this world are wrong.</summary>
    public bool IsSkewed { get; }

    public IEnumerable<(FaultKind Kind, long Count)> Injected => All.Select(kind => (kind, _injected[(int)kind]));

    public void End(DateTimeOffset now) => _endedAt = now;

    /// <summary>Whether what went wrong before the end can have no effect any more.</summary>
    public bool AreForgotten(DateTimeOffset now) => now > _endedAt + TimeSpan.FromMinutes(5);

    public bool Strikes(FaultKind kind)
    {
        var rate = _perMillion[(int)kind];
        if (IsOver || rate == 0 || !_dice.Chance(rate)) return false;
        _injected[(int)kind]++;
        return true;
    }

    /// <summary>What goes wrong with a call to the store, if anything.</summary>
    /// <param name="hasCondition">Whether the store could refuse it for its version.</param>
    public FaultKind? OfCall(bool hasCondition)
    {
        for (var kind = FaultKind.ResetBefore; kind <= FaultKind.Slow; kind++)
            if ((kind != FaultKind.PreconditionFailed || hasCondition) && Strikes(kind)) return kind;
        return null;
    }

    /// <summary>
    /// Rates spread over magnitudes: 0.1 % to 5 % of calls; crashes are rarer, skewed clocks are for good.
    /// </summary>
    private static int Rate(Dice dice, FaultKind kind)
    {
        var rate = 1_000 << dice.Below(6);
        return kind switch
        {
            FaultKind.ClockSkew => 1_000_000,
            FaultKind.Crash => rate / 2,
            FaultKind.LockLost or FaultKind.MessageTwice or FaultKind.MessagesReordered => rate * 6,
            FaultKind.MessageDelayed or FaultKind.SendFails or FaultKind.SettleFails => rate * 4,
            FaultKind.GatewaySilent => rate * 24,
            FaultKind.ShortPage => rate * 8,
            _ => rate,
        };
    }
}
