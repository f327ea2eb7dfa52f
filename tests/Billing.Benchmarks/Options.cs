using System.Globalization;

namespace Billing.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Suites">Names of suites; all of them for "all".</param>
/// <param name="Events">Events of a contest; null leaves the suite's own number.</param>
/// <param name="Accounts">Accounts of the spread contest; fewer make a quick look.</param>
/// <param name="Peer">The only peer to run; null for all.</param>
/// <param name="Json">Where the figures are written; null for nowhere.</param>
internal sealed record Options(
    IReadOnlyList<string> Suites, int? Events, int Rounds, int Accounts, int Seed, string? Peer, string? Json)
{
    public const string Usage = """
        dotnet run -c Release --project tests/Billing.Benchmarks -- <suite> [<suite> ...] [options]
          suites: all, fold, hot, spread, transactions, bytes, audit, export, history, cost
          --events N     events (default: 300,000 hot, 202,500 export, 1,000,000 spread and history)
          --rounds N     rounds of each contest (default 5)
          --accounts N   accounts of the spread contest (default 10,000)
          --seed N       of the workload (default 1)
          --peer NAME    runs that peer of a contest alone, to look at it closely
          --json FILE    writes the figures there
        """;

    private const int DefaultRounds = 5;

    /// <exception cref="BenchmarkFailedException">The line is not as <see cref="Usage"/> says.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options([], null, DefaultRounds, Load.Workload.Accounts, 1, null, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                options = options with { Suites = [.. options.Suites, arguments[i]] };
            else if (i + 1 == arguments.Length) throw Refused(arguments[i]);
            else options = options.With(arguments[i], arguments[++i]);
        }
        return options.Suites.Count > 0 ? options : throw new BenchmarkFailedException(Usage);
    }

    private Options With(string name, string value) => name switch
    {
        "--events" => this with { Events = Number(name, value) },
        "--rounds" => this with { Rounds = Number(name, value) },
        "--accounts" => this with { Accounts = Number(name, value) },
        "--seed" => this with { Seed = Number(name, value) },
        "--peer" => this with { Peer = value },
        "--json" => this with { Json = value },
        _ => throw Refused(name),
    };

    private static int Number(string name, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Refused(name);

    private static BenchmarkFailedException Refused(string name) => new($"{name} is not understood.\n{Usage}");
}
