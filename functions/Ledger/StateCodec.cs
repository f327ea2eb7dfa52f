using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// Writes an account's state as bytes, the same for the same state, and reads it back. The oldest version that can hold
/// the state is written, so that commits of earlier builds still show the hash of their state; the second one adds
/// tagged sections in the order of their tags, each left out when it has nothing to say.
/// </summary>
public static class StateCodec
{
    private const byte Plain = 1;
    private const byte Sectioned = 2;
    private const byte CoversSection = 1;
    private const byte LowBalanceSection = 2;
    private const byte HoldsSection = 3;
    private const byte SpansSection = 4;

    /// <summary>Earlier builds wrote more than may be added now.</summary>
    private const int MaxTiers = 10_000;
    private const int MaxServices = 200;

    public static byte[] Encode(AccountState state)
    {
        var to = new ByteWriter();
        to.Byte(state is { Covers.IsEmpty: true, LowBalance: null, Holds.IsEmpty: true } ? Plain : Sectioned);
        to.Text(state.Currency?.Code ?? "");
        to.Text(state.TimeZone);
        to.Signed(state.DebtUnits);
        to.Count(state.Lots.Length);
        foreach (var lot in state.Lots) Write(to, lot);
        to.Count(state.Tiers.Count);
        foreach (var (counter, billed) in state.Tiers)
        {
            to.Text(counter.Service.Value);
            to.Text(counter.Meter.Value);
            to.Count(counter.Month);
            to.Signed(billed.Micros);
        }
        if (!state.Covers.IsEmpty) WriteCovers(to, state.Covers);
        if (state.LowBalance is { } limits) Write(to, limits);
        if (!state.Holds.IsEmpty) WriteHolds(to, state.Holds);
        if (state.Covers.Any(SpanCodec.IsNeeded))
        {
            to.Byte(SpansSection);
            SpanCodec.Write(to, state.Covers);
        }
        return to.ToArray();
    }

    /// <exception cref="LedgerFormatException">The bytes are damaged or of a newer version.</exception>
    public static AccountState Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var version = from.Byte();
        if (version is not (Plain or Sectioned))
            throw new LedgerFormatException($"State of version {version} is not known.");
        var code = from.Text();
        var currency = ReadCurrency(code);
        var (timeZone, debt) = (from.Text(), from.Signed());
        var lots = ImmutableArray.CreateBuilder<Lot>();
        for (var left = from.Count(AccountState.MaxLots); left > 0; left--) lots.Add(ReadLot(ref from, currency));
        var tiers = ImmutableSortedDictionary.CreateBuilder<TierCounter, Quantity>();
        for (var left = from.Count(MaxTiers); left > 0; left--)
        {
            var counter = new TierCounter(new(from.Text()), new(from.Text()), from.Count(999_999));
            tiers[counter] = new(from.Signed());
        }
        var state = new AccountState(currency, timeZone, debt, lots.DrainToImmutable(), tiers.ToImmutable());
        if (version == Sectioned) state = ReadSections(ref from, state);
        from.End();
        return state;
    }

    /// <summary>Sections come in rising order, each once.</summary>
    private static AccountState ReadSections(ref ByteReader from, AccountState state)
    {
        for (var last = 0; from.Left > 0;)
        {
            var section = from.Byte();
            if (section <= last) throw new LedgerFormatException($"Section {section} is not in its place.");
            state = section switch
            {
                CoversSection => state with { Covers = ReadCovers(ref from, state.Currency) },
                LowBalanceSection => state with { LowBalance = ReadLowBalance(ref from) },
                HoldsSection => state with { Holds = ReadHolds(ref from) },
                SpansSection => state with { Covers = SpanCodec.Read(ref from, state) },
                _ => throw new LedgerFormatException($"A section {section} is not known."),
            };
            last = section;
        }
        return state;
    }

    private static void WriteCovers(ByteWriter to, ImmutableArray<Cover> covers)
    {
        to.Byte(CoversSection);
        to.Count(covers.Length);
        foreach (var cover in covers) CoverCodec.Write(to, cover);
    }

    private static ImmutableArray<Cover> ReadCovers(ref ByteReader from, Currency? currency)
    {
        if (currency is not { } known)
            throw new LedgerFormatException("A cover stands in an account without a currency.");
        var covers = new Cover[from.Count(AccountState.MaxCovers)];
        for (var i = 0; i < covers.Length; i++) covers[i] = CoverCodec.Read(ref from, known);
        return [.. covers];
    }

    private static void Write(ByteWriter to, LowBalance limits)
    {
        to.Byte(LowBalanceSection);
        to.Byte((byte)(limits.IsChosen ? 1 : 0));
        to.Count(limits.Thresholds.Length);
        foreach (var threshold in limits.Thresholds)
        {
            to.Signed(threshold.Units);
            to.Byte((byte)(threshold.IsArmed ? 1 : 0));
        }
    }

    private static LowBalance ReadLowBalance(ref ByteReader from)
    {
        var isChosen = from.Byte() != 0;
        var thresholds = new Threshold[from.Count(LowBalance.MaxThresholds)];
        for (var i = 0; i < thresholds.Length; i++) thresholds[i] = new(from.Signed(), from.Byte() != 0);
        return new(isChosen, [.. thresholds]);
    }

    private static void WriteHolds(ByteWriter to, ImmutableArray<Hold> holds)
    {
        to.Byte(HoldsSection);
        to.Count(holds.Length);
        foreach (var hold in holds)
        {
            to.Text(hold.Lot.Value);
            to.Signed(hold.Units);
        }
    }

    private static ImmutableArray<Hold> ReadHolds(ref ByteReader from)
    {
        var holds = new Hold[from.Count(AccountState.MaxHolds)];
        for (var i = 0; i < holds.Length; i++) holds[i] = new(new(from.Text()), from.Signed());
        return [.. holds];
    }

    private static void Write(ByteWriter to, Lot lot)
    {
        to.Text(lot.Id.Value);
        to.Byte((byte)lot.Kind);
        to.Signed(lot.Remaining.Units);
        to.Varint((ulong)lot.From.UtcTicks);
        to.Varint((ulong)(lot.Until?.UtcTicks ?? 0));
        to.Count(lot.Services.Length);
        foreach (var service in lot.Services) to.Text(service.Value);
        to.Varint((ulong)lot.OpenedSeq);
    }

    private static Lot ReadLot(ref ByteReader from, Currency? currency)
    {
        if (currency is not { } known)
            throw new LedgerFormatException("A lot stands in an account without a currency.");
        var id = new LotId(from.Text());
        var kind = (LotKind)from.Byte();
        if (!Enum.IsDefined(kind)) throw new LedgerFormatException($"A lot of kind {kind} is not known.");
        var units = from.Signed();
        var opens = ReadTime(from.Varint());
        var until = from.Varint();
        var services = new ServiceName[from.Count(MaxServices)];
        for (var i = 0; i < services.Length; i++) services[i] = new(from.Text());
        var seq = (long)Math.Min(from.Varint(), long.MaxValue);
        return new(id, kind, new(units, known), opens, until == 0 ? null : ReadTime(until), [.. services], seq);
    }

    private static Currency? ReadCurrency(string code)
    {
        if (code.Length == 0) return null;
        return Currency.TryParse(code, out var known)
            ? known
            : throw new LedgerFormatException($"Currency {code} is not known.");
    }

    internal static DateTimeOffset ReadTime(ulong ticks) => ticks <= (ulong)DateTimeOffset.MaxValue.UtcTicks
        ? new((long)ticks, TimeSpan.Zero)
        : throw new LedgerFormatException("A time is out of range.");
}
