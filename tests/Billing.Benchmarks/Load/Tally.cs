using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Billing.Benchmarks.Load;

/// <summary>What an account has left: of its quotas in whole units, of its money in ledger units.</summary>
public readonly record struct Left(long Account, (long First, long Second) Quotas, long Voucher, long TopUp, long Debt);

/// <summary>
/// What a peer's store holds after a round, as its own auditor counts it; equal for all that charged the same stream.
/// </summary>
/// <param name="Lines">Events charged.</param>
/// <param name="Units">The sum of their amounts.</param>
/// <param name="Duplicates">Events charged a second time.</param>
/// <param name="Balances">
/// A digest of every account's balances by source; zero where the order of charging is open.
/// </param>
public sealed record Tally(long Lines, long Units, long Duplicates, UInt128 Balances)
{
    public static UInt128 Digest(IEnumerable<Left> left) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes<Left>(left.OrderBy(it => it.Account).ToArray()));

    /// <summary>Counted from the stream, apart from every peer.</summary>
    public static Tally Expected(Workload load)
    {
        var seen = new HashSet<(int, string)>();
        var units = 0L;
        foreach (var it in load.Stream.Span)
            if (seen.Add((it.Account, it.Id)))
                units += LoadMeter.All[it.Meter].Cost(it.Time < Workload.PriceChange ? 0 : 1, it.Units);
        return new(seen.Count, units, 0, UInt128.Zero);
    }

    /// <summary>Throws unless both hold the same.</summary>
    public void Require(Tally other, string what)
    {
        var isSame = Lines == other.Lines && Units == other.Units && Duplicates == 0 && other.Duplicates == 0
            && (Balances == other.Balances || Balances == UInt128.Zero || other.Balances == UInt128.Zero);
        if (!isSame) throw new BenchmarkFailedException($"{what}: {this} is not {other}.");
    }
}
