using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Billing.EndToEnd.Tests.Support;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>
/// Every endpoint under requests made from the app's own description and then spoilt. BILLING_FUZZ_SEED and
/// BILLING_FUZZ_REQUESTS choose another run; BILLING_FUZZ_ONLY sends one request of it again.
/// </summary>
[Collection(typeof(Alone))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Connections = 8;
    private const int MaxFindings = 40;
    private const int MaxRepeats = 20;
    private const int Attempts = 3;
    private const int LeastShareTaken = 50;
    private const long MaxGrowthBytes = 128 * 1024 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _findings = new();
    private readonly ConcurrentQueue<FuzzCase> _slow = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private long _longestTicks;
    private long _warmBytes;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_sent_the_app_answers_soon_and_nothing_is_taken_that_was_refused()
    {
        var (seed, count, only) = (Number("SEED", 20_261_123), Number("REQUESTS", 50_000), Number("ONLY", -1));
        output.WriteLine($"BILLING_FUZZ_SEED={seed} BILLING_FUZZ_REQUESTS={count}");
        await using var host = await RunningHost.Start(Stop, FuzzSettings.NoLimits);
        var world = await FuzzWorld.Make(host, Stop);
        var requests = new FuzzRequests((ulong)seed, world);
        var watch = Stopwatch.StartNew();
        var cpu = host.ProcessorTime;

        if (only >= 0) await One(host, requests.Of((int)only));
        else await All(host, requests, (int)count);
        await Again(host);

        output.WriteLine(
            $"{watch.Elapsed.TotalSeconds:F0} s, {(host.ProcessorTime - cpu).TotalSeconds:F0} s of processor; longest "
            + $"{TimeSpan.FromTicks(_longestTicks).TotalMilliseconds:F0} ms; {_slow.Count} over {Slow.TotalSeconds} s "
            + $"({string.Join(' ', _slow.CountBy(it => it.Route.Name).OrderByDescending(it => it.Value).Take(5))}); "
            + $"{_warmBytes >> 20} MB warm, {host.WorkingSetBytes >> 20} MB at the end; "
            + string.Join(", ", _statuses.OrderBy(it => it.Key).Select(it => $"{it.Key}: {it.Value}")));
        var failures = host.Output.Split('\n').Where(IsFailure).Distinct().Take(MaxFindings);
        string[] wrong = [.. _findings, .. failures, .. await world.Faults(Stop)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        if (only >= 0) return;

        Assert.True(host.WorkingSetBytes - _warmBytes < MaxGrowthBytes, "memory grows");
        Assert.Equal(count, _statuses.Values.Sum());
        var taken = _statuses.Where(it => it.Key is >= 200 and < 300).Sum(it => it.Value);
        Assert.True(taken > count / LeastShareTaken, $"{taken} requests were taken: the fuzz reaches too little");
    }

    private async Task All(RunningHost host, FuzzRequests requests, int count)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(Run)));

        async Task Run()
        {
            using var connection = new WireConnection(host.Address);
            while (Interlocked.Increment(ref next) is var index && index < count && _findings.Count < MaxFindings)
            {
                if (index == count / 5) _warmBytes = host.WorkingSetBytes;
                await Judge(connection, requests.Of(index));
            }
        }
    }

    private async Task One(RunningHost host, FuzzCase sent)
    {
        using var connection = new WireConnection(host.Address);
        var answer = await Judge(connection, sent);
        output.WriteLine($"{sent}\n{answer.Status} {answer.Text}");
    }

    private async Task<WireAnswer> Judge(WireConnection connection, FuzzCase sent)
    {
        var answer = await connection.Send(sent.Request, Stop);
        _statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
        if (FuzzVerdict.Of(sent, answer) is { } flaw)
            _findings.Enqueue($"{flaw}: {sent}\n  {answer.Status} {answer.Text}");
        if (answer.Took > Slow) _slow.Enqueue(sent);
        InterlockedMax(ref _longestTicks, answer.Took.Ticks);
        return answer;
    }

    /// <summary>
    /// What took long among many others on a busy machine is sent again alone: what is slow each time is at fault.
    /// </summary>
    private async Task Again(RunningHost host)
    {
        using var connection = new WireConnection(host.Address);
        foreach (var sent in _slow.Take(MaxRepeats))
        {
            var fastest = TimeSpan.MaxValue;
            for (var attempt = 0; attempt < Attempts && fastest > Slow; attempt++)
                if ((await connection.Send(sent.Request, Stop)).Took is var took && took < fastest) fastest = took;
            if (fastest > Slow) _findings.Enqueue($"takes {fastest.TotalSeconds:F1} s: {sent}");
        }
    }

    /// <summary>A message whose lock ran out on a busy machine is delivered again.</summary>
    private static bool IsFailure(string line) =>
        line.Contains(" crit: ", StringComparison.Ordinal)
        || line.Contains("Unhandled exception", StringComparison.Ordinal)
        || (line.Contains(" fail: ", StringComparison.Ordinal)
            && !line.Contains("MessageLockLost", StringComparison.Ordinal));

    private static long Number(string name, long usual) =>
        long.TryParse(
            Environment.GetEnvironmentVariable($"BILLING_FUZZ_{name}"), CultureInfo.InvariantCulture, out var number)
            ? number
            : usual;

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }
}
