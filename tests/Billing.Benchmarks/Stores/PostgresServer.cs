using System.Globalization;
using Npgsql;

namespace Billing.Benchmarks.Stores;

/// <summary>
/// A PostgreSQL of its own in a temporary folder, reached by a socket in it; stopped and removed at the end. It syncs
/// every commit to disk.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Missing =
        "PostgreSQL 15 was not found. Install it (Debian: apt-get install postgresql-15) so that initdb and pg_ctl are "
        + "on the PATH or in /usr/lib/postgresql/15/bin.";

    private const string Settings =
        "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c shared_buffers=1GB -c wal_buffers=64MB "
        + "-c max_wal_size=8GB -c checkpoint_timeout=1h -c random_page_cost=1.1 -c jit=off -c max_connections=40";

    private static readonly string[] Users = ["postgres", "nobody"];

    private readonly string _folder;
    private readonly string _bin;
    private readonly string[] _asUser;

    private PostgresServer(string folder, string bin, string[] asUser) =>
        (_folder, _bin, _asUser) = (folder, bin, asUser);

    /// <summary>What its processes have computed so far; zero where the system has no /proc.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var main = File.ReadLines($"{_folder}/data/postmaster.pid").First();
            if (!Directory.Exists($"/proc/{main}")) return TimeSpan.Zero;
            var children = File.ReadAllText($"/proc/{main}/task/{main}/children").Split(' ');
            return children.Append(main).Where(id => id.Length > 0)
                .Aggregate(TimeSpan.Zero, (sum, id) => sum + TimeOf($"/proc/{id}/stat"));
        }
    }

    /// <summary>
    /// Few rows meet a large table: the planner is told to go through the index, as it would once statistics are there.
    /// </summary>
    public NpgsqlDataSource Connect(int connections) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = "bench",
        Database = "postgres",
        MaxPoolSize = connections,
        NoResetOnClose = true,
        Options = "-c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off",
    });

    public static async Task<PostgresServer> Start(CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("billing-postgres-").FullName;
        var server = new PostgresServer(folder, FindBinaries(), AsUser());
        try
        {
            if (server._asUser.Length > 0)
                await CommandLine.Run("chown", stop, "-R", OrdinaryUser(), folder);
            await server.Run("initdb", stop, "-D", $"{folder}/data", "-U", "bench", "-A", "trust", "-E", "UTF8",
                "--locale=C", "--no-sync");
            await server.Run("pg_ctl", stop, "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-s",
                "-o", $"{Settings} -k {folder} -h ''", "start");
            return server;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Run("pg_ctl", CancellationToken.None, "-D", $"{_folder}/data", "-m", "fast", "-w", "-s", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Its own time and that of its ended children, counted in hundredths of a second.</summary>
    private static TimeSpan TimeOf(string stat)
    {
        if (!File.Exists(stat)) return TimeSpan.Zero;
        var fields = File.ReadAllText(stat).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    private Task Run(string program, CancellationToken stop, params string[] arguments)
    {
        string[] line = [.. _asUser, Path.Combine(_bin, program), .. arguments];
        return CommandLine.Run(line[0], stop, line[1..]);
    }

    private static string FindBinaries()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Append("/usr/lib/postgresql/15/bin")
            .FirstOrDefault(folder => folder.Length > 0 && Holds(folder))
            ?? throw new BenchmarkFailedException(Missing);
    }

    private static bool Holds(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl"));

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsUser()
    {
        if (Environment.UserName != "root") return [];
        var user = OrdinaryUser();
        return ["setpriv", $"--reuid={user}", "--clear-groups", "--"];
    }

    private static string OrdinaryUser()
    {
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return Users.FirstOrDefault(known.Contains)
            ?? throw new BenchmarkFailedException("There is no ordinary user that PostgreSQL could run as.");
    }
}
