using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.BankTransfers;
using static Billing.Functions.Tests.Support.TransferOffice;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class TransferDeskTests(Azurite azurite)
{
    private const string Amounts =
        """
        asked  | transfers            | answers                                                  | status      | credit
        500000 | 500000               | applied credited                                         | Success     | 500000
        500000 | 200000 300000        | applied part, applied credited                           | Success     | 500000
        500000 | 499999               | applied part                                             | Pending     | 0
        500000 | 500001               | applied overpaid                                         | NeedsReview | 0
        500000 | 300000 300000        | applied part, applied overpaid                           | NeedsReview | 0
        500000 | 500000 1             | applied credited, unmatched paid_twice                   | Success     | 500000
        500000 | 500001 500000        | applied overpaid, applied overpaid                       | NeedsReview | 0
        500000 | 100000 400000 500000 | applied part, applied credited, unmatched paid_twice     | Success     | 500000
        """;

    [Fact]
    public async Task What_arrives_in_whole_in_parts_or_in_excess_comes_to_what_it_should()
    {
        foreach (var row in TextTable.Rows(Amounts))
        {
            var office = await Open(azurite);
            var topUp = await office.Started(row["asked"]);
            var answers = new List<string>();
            foreach (var amount in row["transfers"].Split(' '))
                answers.Add(Say(await office.Record(NewId(), amount, $"for {topUp.GatewayId}")));

            Assert.Equal(row["answers"], string.Join(", ", answers));
            Assert.Equal(row["status"], $"{(await office.Stored(topUp)).Status}");
            Assert.Equal(row["credit"], $"{await office.Credit()}");
        }
    }

    [Fact]
    public async Task What_leads_to_no_top_up_waits_for_a_person()
    {
        var office = await Open(azurite);
        var (one, two) = (await office.Started(), await office.Started());
        var unknown = Billing.TopUps.Gateways.BankTransfer.TransferReference.Of(one.Id, 99);

        Assert.Equal("unmatched no_reference", Say(await office.Record(NewId(), "500000", "rent")));
        Assert.Equal("unmatched unknown_reference", Say(await office.Record(NewId(), "500000", $"{unknown}")));
        Assert.Equal(
            "unmatched several_references",
            Say(await office.Record(NewId(), "500000", $"{one.GatewayId} {two.GatewayId}")));
        Assert.Equal(
            "unmatched currency_differs",
            Say(await office.Record(NewId(), "500000", one.GatewayId!, currency: "JPY")));
        Assert.Equal(0, await office.Credit());
    }

    [Fact]
    public async Task Money_that_comes_after_the_payment_was_given_up_still_counts()
    {
        var office = await Open(azurite);
        var topUp = await office.Started();
        office.Clock.Advance(TimeSpan.FromDays(15));
        await office.Desk.Settle(topUp, await office.Gateway.Ask(topUp, default), ResultSource.Poll, default);
        Assert.Equal(TopUpStatus.Expired, (await office.Stored(topUp)).Status);

        Assert.Equal("applied credited", Say(await office.Record(NewId(), "500000", topUp.GatewayId!)));

        Assert.True((await office.Stored(topUp)).IsLate);
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task A_part_that_stays_alone_is_for_a_person_once_the_time_to_pay_is_over()
    {
        var office = await Open(azurite);
        var topUp = await office.Started();
        await office.Record(NewId(), "200000", topUp.GatewayId!);
        office.Clock.Advance(TimeSpan.FromDays(8));

        var answer = await office.Gateway.Ask(await office.Stored(topUp), default);
        await office.Desk.Settle(topUp, answer, ResultSource.Poll, default);

        var stored = await office.Stored(topUp);
        Assert.Equal((TopUpStatus.NeedsReview, "partly_paid"), (stored.Status, stored.Reason));
        Assert.Equal(Amount.OfMinor(200_000, Currency.Vnd), stored.Received);
        Assert.Equal(0, await office.Credit());
    }

    [Fact]
    public async Task One_transfer_that_is_recorded_sixteen_times_at_once_counts_once()
    {
        var office = await Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => office.Record(id, "500000", topUp.GatewayId!)));

        Assert.All(answers, answer => Assert.Equal("applied credited", Say(answer)));
        Assert.Equal(500_000, await office.Credit());
        Assert.Single((await office.Stored(topUp)).Receipts);
    }

    [Fact]
    public async Task Eight_parts_at_once_credit_the_whole_once()
    {
        var office = await Open(azurite);
        var topUp = await office.Started("800000");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => office.Record(NewId(), "100000", topUp.GatewayId!)));

        Assert.All(answers, answer => Assert.StartsWith("applied ", Say(answer), StringComparison.Ordinal));
        Assert.Equal(800_000, await office.Credit());
    }

    [Fact]
    public async Task One_transfer_that_two_people_match_to_two_top_ups_at_once_pays_one()
    {
        var office = await Open(azurite);
        var (one, two, id) = (await office.Started(), await office.Started(), NewId());
        await office.Record(id, "500000", "no code");

        var answers = await Task.WhenAll(
            office.Match(id, one.GatewayId!, "ann"), office.Match(id, two.GatewayId!, "bob"));

        Assert.Equal(["409 not_unmatched", "applied credited"], answers.Select(Say).Order(StringComparer.Ordinal));
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task Each_counted_transfer_is_among_the_captures_of_its_day()
    {
        var office = await Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());
        await office.Record(id, "200000", topUp.GatewayId!);

        var noted = await office.Captures.Of(PayMethod.BankTransfer, new(2026, 11, 22), default)
            .SingleAsync(capture => capture.Transaction == id);

        Assert.Equal((topUp.Reference, Amount.OfMinor(200_000, Currency.Vnd)), (noted.Of, noted.Amount));
    }
}
