using Billing.Simulation.Faults;
using Billing.Simulation.World;

namespace Billing.Simulation;

/// <summary>What the simulator was asked for on the command line.</summary>
public sealed record SimulatorArguments
{
    public const int DefaultOperations = 500;

    public int Seeds { get; private init; } = 1;

    public ulong First { get; private init; } = 1;

    public int Operations { get; private init; } = DefaultOperations;

    public int Threads { get; private init; } = Environment.ProcessorCount;

    /// <summary>Null for as long as it takes.</summary>
    public TimeSpan? Budget { get; private init; }

    public IReadOnlyList<FaultKind> Faults { get; private init; } = FaultMix.All;

    public string FaultsAsWritten { get; private init; } = "all";

    /// <summary>Null when the arguments do not read.</summary>
    public static SimulatorArguments? Read(string[] args)
    {
        var asked = new SimulatorArguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || asked.With(args[i], args[i + 1]) is not { } next) return null;
            asked = next;
        }
        return asked;
    }

    public SimOptions Options(ulong seed) => new(seed, Operations, Faults) { IsTold = Seeds == 1 };

    private SimulatorArguments? With(string name, string value) => name switch
    {
        "--seeds" when int.TryParse(value, out var seeds) && seeds > 0 => this with { Seeds = seeds },
        "--seed" when ulong.TryParse(value, out var seed) => this with { First = seed },
        "--ops" when int.TryParse(value, out var operations) && operations > 0 => this with { Operations = operations },
        "--minutes" when int.TryParse(value, out var minutes) && minutes > 0 =>
            this with { Budget = TimeSpan.FromMinutes(minutes) },
        "--threads" when int.TryParse(value, out var threads) && threads > 0 => this with { Threads = threads },
        "--faults" when Kinds(value) is { } kinds => this with { Faults = kinds, FaultsAsWritten = value },
        _ => null,
    };

    private static IReadOnlyList<FaultKind>? Kinds(string text)
    {
        if (text == "all") return FaultMix.All;
        if (text == "none") return [];
        var kinds = new List<FaultKind>();
        foreach (var word in text.Split(','))
        {
            if (!Enum.TryParse<FaultKind>(word, ignoreCase: true, out var kind)) return null;
            kinds.Add(kind);
        }
        return kinds;
    }
}
