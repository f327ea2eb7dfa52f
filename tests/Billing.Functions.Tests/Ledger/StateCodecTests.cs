using System.Collections.Immutable;
using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class StateCodecTests
{
    [Fact]
    public void A_state_without_covers_is_written_as_earlier_builds_did()
    {
        var bytes = StateCodec.Encode(Book().ToState());

        Assert.Equal(1, bytes[0]);
        Assert.Equal(bytes, StateCodec.Encode(StateCodec.Decode(bytes)));
    }

    [Fact]
    public void Covers_come_back_as_they_were_written()
    {
        var terms = Terms("10", Everything, MoneyQuota("4"), UnitQuota("1000000.5", Training)) with
        {
            IsSharedCeiling = true,
            Until = null,
            Prices = [Price("0.1", "1000000", "gpu=h100;model=llama"), Price("0", "1")],
        };
        var state = Book(Activated(terms), Activated(Terms("7"), "p-2", 3)).ToState();

        var bytes = StateCodec.Encode(state);
        var read = StateCodec.Decode(bytes);

        Assert.Equal(2, bytes[0]);
        Assert.Equal(bytes, StateCodec.Encode(read));
        Assert.Equal(["plan:p-2:3", "plan:p-1:1"], read.Covers.Select(cover => cover.Id.Value));
        Assert.Equal(CoverJson.Write(terms).ToJsonString(), CoverJson.Write(read.Covers[1].Terms).ToJsonString());
    }

    [Fact]
    public void Changed_covers_come_back_as_they_were_written()
    {
        var book = Book(Activated(Terms("10", Everything, MoneyQuota("4"))), Activated(Terms("7"), "p-2"));
        book.Apply(Changed(Terms("20", null, MoneyQuota("5")) with { RollsOver = true }), 9, Noon);
        book.Apply(Changed(Terms("20", Everything) with { Prices = [Price("1")] }, Noon.AddHours(1), 2), 10,
            Noon.AddHours(1));
        book.Apply(Changed(Terms("20"), Noon.AddHours(2), 3, pays: false), 11, Noon.AddHours(2));
        book.Apply(Changed(Terms("20") with { Prices = [Price("1")] }, Noon.AddHours(3), 4), 12, Noon.AddHours(3));
        book.Apply(Changed(Terms("20"), Noon.AddHours(4), 5), 13, Noon.AddHours(4));
        var state = book.ToState();

        var bytes = StateCodec.Encode(state);
        var read = StateCodec.Decode(bytes).Covers.Single(cover => cover.Step == 5);

        Assert.Equal(bytes, StateCodec.Encode(StateCodec.Decode(bytes)));
        Assert.Equal((Noon.AddHours(4), true), (read.Since, read.Pays));
        Assert.Equal(
            state.Covers.Single(cover => cover.Step == 5).Earlier.Select(span => (span.From, span.Until)),
            read.Earlier.Select(span => (span.From, span.Until)));
        Assert.Equal([true, false, true, false], read.Earlier.Select(span => span.Scope.IsComprehensive));
        for (var length = bytes.Length - 60; length < bytes.Length; length++)
            Assert.Throws<LedgerFormatException>(() => StateCodec.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Damaged_bytes_never_read_as_another_state()
    {
        var bytes = StateCodec.Encode(Book(Activated(Terms("10", null, MoneyQuota("4")))).ToState());
        var plain = StateCodec.Encode(Book().ToState()).Length;

        for (var length = 0; length < bytes.Length; length++)
            if (length != plain) Assert.Throws<LedgerFormatException>(() => StateCodec.Decode(bytes.AsSpan(0, length)));
        Assert.Throws<LedgerFormatException>(() => StateCodec.Decode([.. bytes, 1]));
        Assert.Throws<LedgerFormatException>(() => StateCodec.Decode([.. bytes, 99]));
        Assert.Throws<LedgerFormatException>(() => StateCodec.Decode([3, .. bytes[1..]]));
    }

    [Fact]
    public void The_largest_state_fits_in_the_head_row()
    {
        var services = Enumerable.Range(0, AccountState.MaxLotServices)
            .Select(i => new ServiceName(Long(i, 40))).ToImmutableArray();
        var lots = Enumerable.Range(0, AccountState.MaxLots).Select(i => new Lot(
            new(Long(i, AccountState.MaxLotIdLength)), LotKind.Voucher, new(long.MaxValue / 2_000, Currency.Usd),
            DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, services, long.MaxValue));
        var tiers = Enumerable.Range(0, AccountState.MaxTiers).ToImmutableSortedDictionary(
            i => new TierCounter(new(Long(i, 40)), new(Long(i, 40)), 209_912), _ => new Quantity(long.MaxValue));
        var covers = Enumerable.Range(0, AccountState.MaxCovers).Select(i =>
            Cover.Activate(new(Long(i, AccountState.MaxLotIdLength)), LargestTerms(), long.MaxValue) with
            {
                ChangedAt = DateTimeOffset.MaxValue, Step = int.MaxValue, ToldPercent = 90,
                Earlier = [.. Enumerable.Range(0, CoverChangeRules.MaxEarlier).Select(at => LargestSpan(i, at))],
            });
        var state = new AccountState(Currency.Usd, "America/Argentina/ComodRivadavia", long.MaxValue, [.. lots], tiers)
        {
            Covers = [.. covers],
        };

        var head = AccountHead.New(Account()) with { State = state };

        TransactionLimits.Check(CommitPlan.Of(head, new(Noon), []).Actions);
    }

    /// <summary>Two of all covers' spans have the largest terms, as long as together they may be.</summary>
    private static CoverSpan LargestSpan(int cover, int at)
    {
        var terms = LargestTerms();
        var prices = cover == 0 && (at is 0 or 4) ? terms.Prices : [];
        return new(
            DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, prices.IsEmpty ? Only() : terms.Scope, prices);
    }

    /// <summary>Names of one byte a character weigh most in the state, against their length as JSON.</summary>
    private static CoverTerms LargestTerms()
    {
        var terms = Terms("50000000", Only([.. Names(CoverTerms.MaxServices)])) with
        {
            Quotas = [.. Names(CoverTerms.MaxQuotas).Select(name =>
                new CoverQuota(name, Usd("50000000"), new(long.MaxValue)))],
        };
        var prices = ImmutableArray.CreateBuilder<CoverPrice>();
        while (CoverJson.Write(terms with { Prices = prices.ToImmutable() }).ToJsonString().Length
            < CoverTerms.MaxTextLength)
            prices.Add(Price("1", "1", "d=" + Long(prices.Count, 120), new(Long(prices.Count, 40))));
        return terms with { Prices = prices.ToImmutable() };
    }

    private static IEnumerable<ServiceName> Names(int count) =>
        Enumerable.Range(0, count).Select(i => new ServiceName(Long(i, 40)));

    private static string Long(int number, int length) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(length, 'x');

    private static AccountBook Book(params MovementFact[] facts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        book.Apply(TopUp("100"), 2, Noon);
        for (var i = 0; i < facts.Length; i++) book.Apply(facts[i], i + 3, Noon);
        return book;
    }
}
