using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Covers written by hand, as parts of a state: what is read, and each thing that must never be.</summary>
public sealed class CoverCodecTests
{
    [Fact]
    public void A_cover_written_by_hand_is_read()
    {
        var cover = Assert.Single(StateCodec.Decode(State()).Covers);

        Assert.Equal(("plan:p", 9L, 3L), (cover.Id.Value, cover.Remaining.Units, cover.ActivatedSeq));
        Assert.Equal((4L, 5L), (cover.Quotas[0].Money!.Value.Units, cover.Quotas[0].Units!.Value.Micros));
        Assert.Equal((0L, 1L), (cover.Terms.Prices[0].Rate.Price.Units, cover.Terms.Prices[0].Rate.Per.Micros));
        Assert.Equal(State(), StateCodec.Encode(StateCodec.Decode(State())));
        Assert.Equal(20, StateCodec.Decode(State(services: 20)).Covers[0].Terms.Scope.Services.Length);
    }

    [Fact]
    public void Flags_that_are_not_known_are_refused()
    {
        Refused(State(flags: 32));
        Refused(State(flags: 128));
        Refused(State(quotaEnd: 2));
        Refused(State(end: 2));
    }

    [Fact]
    public void Prices_below_zero_or_for_nothing_are_refused()
    {
        Refused(State(price: -1));
        Refused(State(per: 0));
        Refused(State(per: -1));
    }

    [Fact]
    public void Lists_longer_than_a_cover_may_have_are_refused()
    {
        Refused(State(services: CoverTerms.MaxServices + 1));
        Refused(State(quotas: CoverTerms.MaxQuotas + 1));
        Refused(State(prices: CoverTerms.MaxPrices + 1));
    }

    private static void Refused(byte[] bytes) =>
        Assert.Throws<LedgerFormatException>(() => StateCodec.Decode(bytes));

    /// <summary>
    /// No lots, no tiers and one cover; a flag that is set is not written by any build unless it is known.
    /// </summary>
    private static byte[] State(
        byte flags = 0, int services = 1, int quotas = 1, int prices = 1, long price = 0, long per = 1,
        byte quotaEnd = 0, byte end = 0)
    {
        var to = new ByteWriter();
        to.Byte(2);
        to.Text("USD");
        to.Text("UTC");
        to.Signed(0);
        to.Count(0);
        to.Count(0);
        to.Byte(1);
        to.Count(1);
        to.Text("plan:p");
        to.Byte(flags);
        to.Count(services);
        for (var i = 0; i < services; i++) to.Text(Inference.Value);
        to.Varint(7);
        to.Varint(0);
        to.Signed(10);
        to.Count(quotas);
        for (var i = 0; i < quotas; i++) Quota(to);
        to.Count(prices);
        for (var i = 0; i < prices; i++) Price(to, price, per);
        to.Signed(9);
        for (var i = 0; i < quotas; i++) Left(to, quotaEnd);
        to.Byte(end);
        to.Signed(3);
        return to.ToArray();
    }

    private static void Quota(ByteWriter to)
    {
        to.Text(Inference.Value);
        to.Signed(8);
        to.Signed(6);
    }

    private static void Left(ByteWriter to, byte end)
    {
        to.Signed(4);
        to.Signed(5);
        to.Byte(end);
    }

    private static void Price(ByteWriter to, long price, long per)
    {
        to.Text(Inference.Value);
        to.Text(InputTokens.Value);
        to.Text("");
        to.Signed(price);
        to.Signed(per);
    }
}
