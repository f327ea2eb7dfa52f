using Billing.Simulation.Clocks;

namespace Billing.Simulation.Plans;

/// <summary>When processes die: each lives for a number of calls to the store that its plan of deaths says.</summary>
/// <param name="next">How many calls the process of that number lives for; zero for ever.</param>
/// <param name="arrives">Whether the first one's last call arrives; of the later ones every other's does.</param>
public sealed class Kills(Func<int, int> next, bool arrives = true)
{
    private int _processes;
    private KillGate? _last;
    private int _callsBefore;

    public static Kills Never => new(_ => 0);

    /// <summary>How many died.</summary>
    public int Count { get; private set; }

    /// <summary>Calls of all processes so far.</summary>
    public int Calls => _callsBefore + (_last?.Calls ?? 0);

    /// <summary>One process dies, at that call.</summary>
    public static Kills Once(int call) => new(process => process == 0 ? call : 0, arrives: call % 2 == 0);

    /// <summary>Every process dies, most of them soon; a short life is followed by a longer one, so all ends.</summary>
    public static Kills Often(ulong seed)
    {
        var dice = new Dice(seed);
        return new(process => 1 + dice.Below(8 + process % 5 * 10));
    }

    public KillGate NewGate()
    {
        if (_last is { } last)
        {
            _callsBefore += last.Calls;
            Count++;
        }
        return _last = new(next(_processes++), arrives == (_processes % 2 == 1));
    }
}
