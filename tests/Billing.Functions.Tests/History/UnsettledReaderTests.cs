using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.TopUps;

namespace Billing.Functions.Tests.History;

public sealed class UnsettledReaderTests(Azurite azurite)
{
    [Theory]
    [InlineData(HistoryStatus.Pending, ShownStatus.Pending)]
    [InlineData(HistoryStatus.Failed, ShownStatus.Failed)]
    public async Task Pages_together_are_the_top_ups_of_that_status(HistoryStatus status, ShownStatus shown)
    {
        var payments = await SomePayments.Of(azurite);
        var made = new List<TopUp>();
        for (var number = 1; number <= 25; number++) made.Add(await payments.Add(payments.Make(number)));
        var (reader, found, after) = (new UnsettledReader(payments.TopUps), new List<string>(), default(TopUpId?));
        do
        {
            var page = await reader.Read(payments.Account, new(Status: status), after, 2, default);
            Assert.True(page.Entries.Count <= 2, "A page has its limit at most");
            found.AddRange(page.Entries.Select(entry => entry.Id));
            after = page.Next;
        }
        while (after is not null);

        var expected = made.Where(it => it.Shown == shown).Select(it => it.Id.Value).Reverse().ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task A_pending_top_up_says_what_it_will_bring()
    {
        var payments = await SomePayments.Of(azurite);
        var made = await payments.Add(payments.Make(1) with { Status = TopUpStatus.Pending });

        var entry = Assert.Single((await Read(payments, new(Status: HistoryStatus.Pending))).Entries);

        Assert.Equal((made.Id.Value, made.StartedAt, made.Amount), (entry.Id, entry.Date, entry.Amount));
        Assert.Equal((HistoryKind.TopUp, HistoryStatus.Pending), (entry.Kind, entry.Status));
        Assert.Empty((await Read(payments, new(Status: HistoryStatus.Failed))).Entries);
        Assert.Empty((await Read(payments, new(Kind: HistoryKind.Usage, Status: HistoryStatus.Pending))).Entries);
        Assert.Empty((await Read(payments, new(new ServiceName("gpu"), HistoryStatus.Pending))).Entries);
        Assert.Empty((await Read(
            payments, new(Status: HistoryStatus.Pending, From: made.StartedAt.AddTicks(1)))).Entries);
    }

    private static Task<UnsettledPage> Read(SomePayments payments, HistoryFilter filter) =>
        new UnsettledReader(payments.TopUps).Read(payments.Account, filter, null, 10, default);
}
