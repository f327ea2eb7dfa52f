using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.TopUps;

/// <summary>Captured money pays its plan once, or is credit once, whatever breaks and whoever is first.</summary>
public sealed class TopUpCommitTests(Azurite azurite)
{
    [Fact]
    public async Task Captured_money_pays_the_plan_and_begins_its_cover_in_one_commit()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        var topUp = await shop.Paying(plan);
        var before = (await shop.Ledger.Load(shop.Account, default)).CommitNo;

        await Capture(shop, topUp);
        await Capture(shop, topUp);

        Assert.Equal(0, await shop.Credit());
        Assert.Equal(before + 1, (await shop.Ledger.Load(shop.Account, default)).CommitNo);
        Assert.Equal(PlanStatus.Active, (await shop.Stored(plan)).Status);
        Assert.Equal(topUp.Id.Value, (await shop.Stored(plan)).InstalmentOf(1)!.Payment);
        Assert.Equal($"plan:{plan.Id}:1", Assert.Single((await shop.State()).Covers).Id.Value);
        Assert.True((await shop.Stored(topUp.Id)).HasPaidPlan);
    }

    [Fact]
    public async Task Of_two_payments_of_one_instalment_at_once_one_pays_and_the_other_is_credit()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        var (one, other) = (await shop.Paying(plan), await shop.Paying(plan));

        await Task.WhenAll(Capture(shop, one), Capture(shop, other), Capture(shop, one), Capture(shop, other));

        Assert.Equal(TopUpShop.Price, await shop.Credit());
        Assert.Single((await shop.State()).Covers);
        TopUp[] both = [await shop.Stored(one.Id), await shop.Stored(other.Id)];
        Assert.Equal("paid_already", Assert.Single(both, it => !it.HasPaidPlan).Reason);
        Assert.All(both, it => Assert.Equal(TopUpStatus.Success, it.Status));
    }

    [Fact]
    public async Task Money_that_comes_after_the_plan_is_over_or_paid_from_the_balance_is_credit()
    {
        var shop = await TopUpShop.Open(azurite);
        var (gone, paid) = (await shop.Confirmed(), await shop.Confirmed());
        var (late, second) = (await shop.Paying(gone), await shop.Paying(paid));
        await shop.Fund(TopUpShop.Price);
        await shop.Apply(gone, new PlanFact.Cancelled("no_interest", "sally"));
        await shop.Pay(paid, "balance");

        await Capture(shop, late);
        await Capture(shop, second);

        Assert.Equal(TopUpShop.Price * 2, await shop.Credit());
        Assert.False((await shop.Stored(late.Id)).HasPaidPlan);
    }

    [Fact]
    public async Task Parts_of_a_transfer_pay_the_plan_when_they_are_all_there()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        var topUp = await shop.Paying(plan);

        await Settle(shop, topUp, new PaymentResult.Received(Dong(200_000), "part-1", SomeTopUp.Now));
        var half = await shop.Stored(plan);
        await Settle(shop, topUp, new PaymentResult.Received(Dong(300_000), "part-2", SomeTopUp.Now));

        Assert.Equal(PlanStatus.AwaitingPayment, half.Status);
        Assert.Equal(PlanStatus.Active, (await shop.Stored(plan)).Status);
        Assert.Equal(0, await shop.Credit());
    }

    [Theory]
    [InlineData(500_000, true, 0)]
    [InlineData(400_000, false, 400_000)]
    public async Task A_person_who_credits_the_exact_amount_pays_the_plan_and_else_credits(
        long decided, bool pays, long credit)
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        var topUp = await shop.Paying(plan);
        await Settle(shop, topUp, new PaymentResult.Doubtful("07"));

        await shop.Desk.Decide(topUp, new Review(Dong(decided), "seen", "fiona", SomeTopUp.Now), default);

        Assert.Equal(credit, await shop.Credit());
        Assert.Equal(pays, (await shop.Stored(topUp.Id)).HasPaidPlan);
        Assert.Equal(pays, (await shop.Stored(plan)).InstalmentOf(1)!.IsPaid);
    }

    [Fact]
    public async Task What_goes_back_of_a_plan_payment_is_taken_from_credit_and_else_is_debt()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Paying(await shop.Confirmed());
        await Capture(shop, topUp);
        await shop.Fund(100_000);

        await Settle(shop, topUp, new PaymentResult.Refunded("r1", Dong(300_000)));
        await Settle(shop, topUp, new PaymentResult.Refunded("r1", Dong(300_000)));
        await Settle(shop, topUp, new PaymentResult.Disputed("d1", DisputePhase.Opened, Dong(200_000)));

        Assert.Equal(0, await shop.Credit());
        Assert.Equal(Dong(200_000), (await shop.State()).Debt);
    }

    [Fact]
    public async Task A_capture_that_breaks_off_at_any_call_pays_the_plan_once()
    {
        var tried = await FaultPlan.TryEach(async faults =>
        {
            var shop = await TopUpShop.Open(azurite);
            var plan = await shop.Confirmed();
            var topUp = await shop.Paying(plan);
            var broken = await shop.With(azurite, faults);
            await Record.ExceptionAsync(() => Capture(broken, topUp));

            await Capture(shop, topUp);

            Assert.Equal(0, await shop.Credit());
            Assert.Equal(PlanStatus.Active, (await shop.Stored(plan)).Status);
            Assert.Single((await shop.State()).Covers);
        });
        Assert.True(tried >= 60, $"only {tried} faults");
    }

    [Fact]
    public async Task A_payment_from_the_balance_that_breaks_off_at_any_call_is_taken_once()
    {
        var tried = await FaultPlan.TryEach(async faults =>
        {
            var shop = await TopUpShop.Open(azurite);
            var plan = await shop.Confirmed();
            await shop.Fund(TopUpShop.Price + 1);
            var broken = await shop.With(azurite, faults);
            await Record.ExceptionAsync(() => broken.Pay(plan, "balance"));

            await shop.Pay(plan, "balance");

            Assert.Equal(1, await shop.Credit());
            Assert.Equal(PlanStatus.Active, (await shop.Stored(plan)).Status);
        });
        Assert.True(tried >= 60, $"only {tried} faults");
    }

    private static Task<TopUpStep> Capture(TopUpShop shop, TopUp topUp) =>
        Settle(shop, topUp, FakeGateway.Paid(topUp.Total, $"capture-{topUp.Id}"));
}
