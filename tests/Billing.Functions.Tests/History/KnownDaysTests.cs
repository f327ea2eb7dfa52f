using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class KnownDaysTests(Azurite azurite)
{
    private static readonly DateOnly Day = LedgerKeys.DayOf(Noon);

    [Theory]
    [InlineData(1_000)]
    [InlineData(2)]
    [InlineData(0)]
    public async Task A_day_is_known_with_what_came_to_it_since_it_was_read(int remembered)
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        var known = new KnownDays(past.Reader, remembered);

        for (var round = 1; round <= 4; round++)
        {
            await past.Happen(new(0, Days: 0, Seconds: -600 * round, Size: 2));
            await past.Happen(new(0, Days: round % 2, Seconds: 60 * round, Size: 1));
            var all = await past.Reader.Segments(past.Account, Day, default);
            var found = await known.Segments(past.Account, Day, default);
            Assert.Equal(all.Reverse().Select(it => it.FirstSeq), found.Select(it => it.FirstSeq));
            var before = await known.Segments(past.Account, Day.AddDays(-1), default);
            Assert.Equal((round + 1) / 2, before.Count);
        }
    }

    [Fact]
    public async Task What_is_known_is_not_read_again()
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        for (var i = 0; i < 5; i++) await past.Happen(new(0, Days: 0, Seconds: i, Size: 1));
        var known = new KnownDays(past.Reader);
        var first = await known.Segments(past.Account, Day, default);

        Assert.Same(first, await known.Segments(past.Account, Day, default));
    }
}
