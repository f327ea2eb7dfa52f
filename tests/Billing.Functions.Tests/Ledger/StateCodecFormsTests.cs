using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>States written by hand: what must be read for ever, and what must never be.</summary>
public sealed class StateCodecFormsTests
{
    [Fact]
    public void A_state_written_by_hand_is_read()
    {
        var state = StateCodec.Decode(State());

        var lot = Assert.Single(state.Lots);
        Assert.Equal((new LotId("x"), LotKind.Voucher, 5), (lot.Id, lot.Kind, lot.Remaining.Units));
        Assert.Equal((new DateTimeOffset(7, TimeSpan.Zero), null, 3), (lot.From, lot.Until, lot.OpenedSeq));
        Assert.Equal(State(), StateCodec.Encode(state));
    }

    [Fact]
    public void Later_versions_unknown_lots_and_what_is_left_over_are_refused()
    {
        Refused(State(version: 0));
        Refused(State(version: 3));
        Refused([.. State(), 0]);
        Refused(State(kind: 0));
        Refused(State(kind: 3));
        Refused(State(code: "XXX"));
        Refused(State(code: ""));
    }

    [Fact]
    public void Times_are_those_of_the_calendar()
    {
        var last = (ulong)DateTimeOffset.MaxValue.UtcTicks;

        var lot = StateCodec.Decode(State(from: last, until: last)).Lots[0];
        Assert.Equal((DateTimeOffset.MaxValue, DateTimeOffset.MaxValue), (lot.From, lot.Until));
        Refused(State(from: last + 1));
        Refused(State(until: last + 1));
        Refused(State(until: ulong.MaxValue));
    }

    [Fact]
    public void Sections_come_once_and_in_their_order()
    {
        byte[] chosen = [2, 1, 0];
        var plain = State(version: 2);
        var covers = StateCodec.Encode(Book(Activated()))[StateCodec.Encode(Book()).Length..];

        Assert.True(StateCodec.Decode([.. plain, .. chosen]).LowBalance!.IsChosen);
        Assert.Single(StateCodec.Decode([.. plain, .. covers, .. chosen]).Covers);
        Refused([.. plain, .. chosen, .. chosen]);
        Refused([.. plain, .. covers, .. covers]);
        Refused([.. plain, .. chosen, .. covers]);
        Refused([.. plain, 0]);
        Refused([.. plain, 99]);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void What_is_exhausted_and_what_is_shared_comes_back(bool isCover, bool isQuota, bool isShared)
    {
        var state = Book(Activated(Terms("10", null, MoneyQuota("4")) with { IsSharedCeiling = isShared }));
        var cover = state.Covers[0];
        cover = cover with { IsExhausted = isCover, Quotas = [cover.Quotas[0] with { IsExhausted = isQuota }] };

        var back = Assert.Single(StateCodec.Decode(StateCodec.Encode(state with { Covers = [cover] })).Covers);

        Assert.Equal(
            (isCover, isQuota, isShared), (back.IsExhausted, back.Quotas[0].IsExhausted, back.Terms.IsSharedCeiling));
    }

    private static void Refused(byte[] bytes) =>
        Assert.Throws<LedgerFormatException>(() => StateCodec.Decode(bytes));

    private static AccountState Book(params MovementFact[] facts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        for (var i = 0; i < facts.Length; i++) book.Apply(facts[i], i + 2, Noon);
        return book.ToState();
    }

    /// <summary>One lot and no tiers.</summary>
    private static byte[] State(
        byte version = 1, byte kind = 1, string code = "USD", ulong from = 7, ulong until = 0)
    {
        var to = new ByteWriter();
        to.Byte(version);
        to.Text(code);
        to.Text("UTC");
        to.Signed(0);
        to.Count(1);
        to.Text("x");
        to.Byte(kind);
        to.Signed(5);
        to.Varint(from);
        to.Varint(until);
        to.Count(0);
        to.Varint(3);
        to.Count(0);
        return to.ToArray();
    }
}
