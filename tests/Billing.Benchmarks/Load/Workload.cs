using System.Globalization;
using Billing.Ledger;
using Billing.Usage;

namespace Billing.Benchmarks.Load;

/// <summary>
/// A seeded stream of usage as the bus delivers it: by lane, each lane in order of arrival, in deliveries of a bounded
/// size. One in a hundred events is sent twice, one in a thousand is three days late.
/// </summary>
public sealed class Workload
{
    public const int Accounts = 10_000;

    /// <summary>What the host takes of a lane at once: maxMessageBatchSize messages of some 160 events.</summary>
    public const int LargestDelivery = 16_000;

    private const int Recent = 5_000;
    private static readonly TimeSpan Span = TimeSpan.FromHours(8);
    private static readonly TimeSpan Lateness = TimeSpan.FromDays(3);

    private readonly Reading[] _stream;

    private Workload(string name, IReadOnlyList<AccountId> accounts, Reading[] stream, int deliverySize, Zipf spread)
    {
        (Name, Ids, _stream) = (name, accounts, stream);
        Funds = [.. accounts.Select((_, i) => Fund.Of(i, stream.Length * spread.Share(i), Start, Span))];
        Lanes = [.. stream
            .GroupBy(it => Lane.Of(accounts[it.Account]))
            .Select(lane => (IReadOnlyList<Reading[]>)[.. lane.Chunk(deliverySize)])];
    }

    /// <summary>When the first event happens; the last is eight hours later, on the same day.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset End => Start + Span;

    /// <summary>When the second price version begins.</summary>
    public static DateTimeOffset PriceChange => Start + Span / 2;

    public string Name { get; }

    public IReadOnlyList<AccountId> Ids { get; }

    public IReadOnlyList<Fund> Funds { get; }

    public IReadOnlyList<IReadOnlyList<Reading[]>> Lanes { get; }

    /// <summary>In order of arrival.</summary>
    public ReadOnlyMemory<Reading> Stream => _stream;

    public int Events => _stream.Length;

    /// <summary>All events on one account.</summary>
    public static Workload Hot(int events, int seed, int deliverySize = 1_000, bool hasGuids = true)
    {
        AccountId[] account = [Id(0)];
        return new("hot", account, Generate(events, seed, new(1), hasGuids), deliverySize, new(1));
    }

    /// <summary>Events over ten thousand accounts, few of them busy and most of them quiet.</summary>
    public static Workload Spread(int events, int seed, int accountCount = Accounts)
    {
        var zipf = new Zipf(accountCount);
        AccountId[] accounts = [.. Enumerable.Range(0, accountCount).Select(Id)];
        return new("spread", accounts, Generate(events, seed, zipf, hasGuids: true), LargestDelivery, zipf);
    }

    /// <summary>The same workload with the first events of its stream alone, on the same funds.</summary>
    public Workload First(int events) => new(this, _stream[..Math.Min(events, _stream.Length)]);

    private Workload(Workload whole, Reading[] stream)
    {
        (Name, Ids, Funds, _stream) = (whole.Name, whole.Ids, whole.Funds, stream);
        Lanes = [.. stream
            .GroupBy(it => Lane.Of(Ids[it.Account]))
            .Select(lane => (IReadOnlyList<Reading[]>)[.. lane.Chunk(whole.Lanes.Max(it => it[0].Length))])];
    }

    private static AccountId Id(int index) =>
        AccountId.Parse(string.Create(CultureInfo.InvariantCulture, $"acct-{index:D5}"));

    private static Reading[] Generate(int events, int seed, Zipf zipf, bool hasGuids)
    {
        var random = new Random(seed);
        var meters = LoadMeter.All.SelectMany((it, i) => Enumerable.Repeat(i, it.Weight)).ToArray();
        var step = Span.TotalMilliseconds / events;
        var stream = new Reading[events];
        for (var i = 0; i < events; i++)
        {
            if (i > 0 && random.Next(100) == 0)
            {
                stream[i] = stream[random.Next(Math.Max(0, i - Recent), i)];
                continue;
            }
            var meter = meters[random.Next(meters.Length)];
            var (least, most) = LoadMeter.All[meter].Units;
            var time = Start.AddMilliseconds((long)(i * step));
            stream[i] = new(
                zipf.Draw(random), hasGuids ? GuidOf(random) : TextOf(random, i),
                random.Next(1_000) == 0 ? time - Lateness : time, meter,
                random.Next(LoadMeter.All[meter].Dimensions.Length), random.Next(least, most + 1));
        }
        return stream;
    }

    private static string GuidOf(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>Such as a producer's own request numbers, with a random part.</summary>
    private static string TextOf(Random random, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"req-{index:D8}-{random.Next():x8}z{random.Next():x8}");
}
