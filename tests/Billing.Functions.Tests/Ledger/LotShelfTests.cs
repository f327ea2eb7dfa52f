using Billing.Ledger;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>The shelf is seen through the account's book.</summary>
public sealed class LotShelfTests
{
    [Fact]
    public void Vouchers_stand_before_top_ups_scoped_ones_first_then_by_their_end_then_by_their_age()
    {
        var book = Book(
            TopUp("1", "t1"), TopUp("1", "t2"),
            Voucher("1", "late", Noon.AddDays(20)), Voucher("1", "endless") with { Until = null },
            Voucher("1", "early", Noon.AddDays(10)), Voucher("1", "early-too", Noon.AddDays(10)),
            Voucher("1", "scoped-late", Noon.AddDays(40), Inference),
            Voucher("1", "scoped", Noon.AddDays(30), Inference));

        Assert.Equal(
            "scoped scoped-late early early-too late endless t1 t2",
            string.Join(' ', book.ToState().Lots.Select(lot => lot.Id.Value[(lot.Id.Value.IndexOf(':') + 1)..])));
    }

    [Fact]
    public void An_account_has_a_thousand_lots_at_most()
    {
        var book = Book([.. Enumerable.Range(0, AccountState.MaxLots).Select(i => TopUp("1", $"p{i}"))]);

        Assert.Equal(AccountState.MaxLots, book.ToState().Lots.Length);
        Assert.False(book.HasRoomFor(1));
        Assert.True(book.HasRoomFor(0));
        Assert.Throws<InvariantException>(() => book.Apply(TopUp("1", "more"), 2_000, Noon));
    }

    [Theory]
    [InlineData(10, 56, true)]
    [InlineData(11, 56, false)]
    [InlineData(10, 57, false)]
    public void A_lot_has_a_bounded_number_of_services_and_a_bounded_name(int services, int letters, bool isTaken)
    {
        var names = Enumerable.Range(0, services).Select(i => new ServiceName($"service-{i}")).ToArray();
        var fact = Voucher("1", new string('x', letters), null, names);
        Assert.Equal(letters + 8, fact.Cause.Length);

        if (isTaken) Assert.Single(Book(fact).ToState().Lots);
        else Assert.Throws<InvariantException>(() => Book(fact));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(TimeSpan.TicksPerDay - 1, true)]
    [InlineData(TimeSpan.TicksPerDay, false)]
    public void A_lot_counts_for_the_balance_from_its_first_instant_to_its_last(long ticks, bool isCounted)
    {
        var book = Book(new MovementFact.VoucherGranted("r", "v", Usd("5"), Noon, Noon.AddDays(1), []));

        book.Apply(new MovementFact.ThresholdsSet(true, [Usd("3")]), 3, Noon.AddTicks(ticks));

        Assert.Equal(isCounted, Assert.Single(book.ToState().LowBalance!.Thresholds).IsArmed);
    }

    [Fact]
    public void A_lot_expires_whole_when_its_end_and_the_grace_are_over()
    {
        var until = Noon.AddDays(10);
        var due = until + Expiry.Grace;
        var expired = new MovementFact.LotExpired(new("voucher:r"), LotKind.Voucher, Usd("5"), until);

        Refused(expired, due.AddTicks(-1));
        Refused(expired with { Until = until.AddTicks(-1) }, due);
        Refused(expired with { Amount = Usd("4") }, due);
        Refused(expired with { Kind = LotKind.TopUp }, due);
        Refused(expired with { Lot = new("voucher:other") }, due);
        var book = Shelf();
        book.Apply(expired, 9, due);
        Assert.Equal(["topup:pay-1"], book.ToState().Lots.Select(lot => lot.Id.Value));

        void Refused(MovementFact fact, DateTimeOffset time) =>
            Assert.StartsWith(
                "I7", Assert.Throws<InvariantException>(() => Shelf().Apply(fact, 9, time)).Message,
                StringComparison.Ordinal);

        AccountBook Shelf() => Book(Voucher("5", "r", until), TopUp("1"));
    }

    private static AccountBook Book(params MovementFact[] facts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        for (var i = 0; i < facts.Length; i++) book.Apply(facts[i], i + 2, Noon);
        return book;
    }
}
