using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.BankTransfer;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.TopUps.Gateways.BankTransfer;

public sealed class BankTransferGatewayTests(Azurite azurite)
{
    [Fact]
    public async Task Starting_again_is_the_same_reference()
    {
        var office = await TransferOffice.Open(azurite);
        var topUp = await office.Started();

        var again = await office.Gateway.Start(topUp, new(null), default);

        Assert.Equal(new PaymentStart.Instructed(topUp.GatewayId!), again);
        Assert.Equal(topUp.Reference, await office.References.Find(PayMethod.BankTransfer, topUp.GatewayId!, default));
    }

    [Fact]
    public async Task A_code_of_another_top_up_is_never_given_out_again()
    {
        var office = await TransferOffice.Open(azurite);
        var (topUp, other) = (Unpaid(office), new ReferredTopUp(AccountId.Parse("other"), SomeTopUp.Id));
        for (var attempt = 0; attempt < 2; attempt++)
            await office.References.Add(
                PayMethod.BankTransfer, TransferReference.Of(topUp.Id, attempt).Value, other, default);

        var start = await office.Gateway.Start(topUp, new(null), default);

        Assert.Equal(new PaymentStart.Instructed(TransferReference.Of(topUp.Id, 2).Value), start);
    }

    [Fact]
    public async Task When_no_code_is_free_the_payment_does_not_begin()
    {
        var office = await TransferOffice.Open(azurite);
        var (topUp, other) = (Unpaid(office), new ReferredTopUp(AccountId.Parse("other"), SomeTopUp.Id));
        for (var attempt = 0; attempt < BankTransferGateway.MaxAttempts; attempt++)
            await office.References.Add(
                PayMethod.BankTransfer, TransferReference.Of(topUp.Id, attempt).Value, other, default);

        Assert.Equal(
            new PaymentStart.Refused("no_free_reference"), await office.Gateway.Start(topUp, new(null), default));
    }

    [Theory]
    [InlineData(0, false, "Unfinished")]
    [InlineData(7, false, "Unfinished")]
    [InlineData(14, false, "Unfinished")]
    [InlineData(15, false, "Lapsed not_paid_in_time")]
    [InlineData(0, true, "Unfinished")]
    [InlineData(7, true, "Unfinished")]
    [InlineData(8, true, "Doubtful partly_paid")]
    [InlineData(15, true, "Doubtful partly_paid")]
    public async Task What_came_in_and_the_days_say_how_it_stands(int days, bool isPartlyPaid, string expected)
    {
        var office = await TransferOffice.Open(azurite);
        var receipts = ImmutableSortedDictionary<string, Amount>.Empty.Add("FT1", Amount.OfMinor(1, Currency.Vnd));
        var topUp = isPartlyPaid ? Unpaid(office) with { Receipts = receipts } : Unpaid(office);
        office.Clock.Advance(TimeSpan.FromDays(days));

        var answer = await office.Gateway.Ask(topUp, default);

        Assert.Equal(expected, answer switch
        {
            PaymentResult.Lapsed lapsed => $"Lapsed {lapsed.Code}",
            PaymentResult.Doubtful doubtful => $"Doubtful {doubtful.Code}",
            _ => answer.GetType().Name,
        });
    }

    [Fact]
    public async Task A_refund_is_sent_by_hand_under_the_order_that_says_so()
    {
        var office = await TransferOffice.Open(azurite);
        var order = new RefundOrder("01KAN0000000000000000000R1", SomeTopUp.Paid, "asked", "ann", SomeTopUp.Now);

        Assert.Equal(
            new RefundAnswer.Accepted("bank:01KAN0000000000000000000R1"),
            await office.Gateway.Refund(Unpaid(office), order, default));
    }

    [Fact]
    public void Open_payments_are_looked_at_once_a_day()
    {
        var times = new BankTransferGateway(null!, new FakeTimeProvider()).Times;
        var start = SomeTopUp.Now;

        Assert.Equal(start.AddDays(1), times.NextPoll(start, start));
        Assert.Equal(start.AddDays(2), times.NextPoll(start, start.AddDays(1)));
        Assert.Equal(start.AddDays(9), times.NextPoll(start, start.AddDays(8).AddHours(5)));
    }

    private static TopUp Unpaid(TransferOffice office)
    {
        var now = office.Clock.GetUtcNow();
        var id = TopUpId.Parse(Billing.Platform.EffectId.New(now));
        return new(
            id, office.Account, SomeTopUp.Paid, PayMethod.BankTransfer, new("2026-11", now), now,
            now + office.Gateway.Times.ToPay, TopUpStatus.Pending)
        {
            GiveUpAt = now + office.Gateway.Times.ToFinish,
        };
    }
}
