using Billing.Functions.Tests.Support;
using Billing.Plans;
using Billing.Privacy;
using Billing.TopUps;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Privacy;

public sealed class ErasureObstaclesTests(Azurite azurite)
{
    [Fact]
    public async Task A_plan_that_is_not_over_stands_in_the_way()
    {
        var office = await ErasureOffice.Open(azurite);
        var plan = await office.Shop.Confirmed();
        Assert.Equal(ErasureRefusal.PlansNotOver, await Refusal(office));

        await office.Shop.Apply(plan, new PlanFact.Cancelled("no longer wanted", "sally"));
        Assert.Equal(ErasureRefusal.FactsUndelivered, await Refusal(office));

        await office.Deliver(azurite);
        Assert.Null(await Refusal(office));
    }

    [Fact]
    public async Task A_payment_that_waits_for_its_customer_stands_in_the_way()
    {
        var office = await ErasureOffice.Open(azurite);
        await office.Shop.StartedByFake();

        Assert.Equal(ErasureRefusal.PaymentsUnsettled, await Refusal(office));
    }

    [Fact]
    public async Task A_dispute_stands_in_the_way_until_it_ends()
    {
        var office = await ErasureOffice.Open(azurite);
        var payment = await office.Shop.Stored(office.Payment);
        await Settle(office.Shop, payment, new PaymentResult.Disputed("d-1", DisputePhase.Opened, payment.Total));

        Assert.Equal(ErasureRefusal.PaymentsUnsettled, await Refusal(office));
    }

    [Fact]
    public async Task A_receipt_that_is_not_issued_stands_in_the_way_for_it_names_the_buyer()
    {
        var office = await ErasureOffice.Open(azurite);
        await office.Shop.Fund(600_000);
        Assert.Equal(ErasureRefusal.FactsUndelivered, await Refusal(office));
        var outbox = new Billing.Notices.OutboxTable(await azurite.Tables(), office.Shop.Ledger);
        foreach (var row in await outbox.Waiting(office.Account, default)) await outbox.Remove(row, default);

        Assert.Equal(ErasureRefusal.DocumentsUnissued, await Refusal(office));
        Assert.NotEmpty(await office.Named());
    }

    /// <summary>Null when it was erased.</summary>
    private static async Task<ErasureRefusal?> Refusal(ErasureOffice office)
    {
        var before = (await office.Shop.Profiles.Find(office.Account, default))!;
        var outcome = await office.Desk.Erase(office.Account, default);
        if (outcome!.Value.IsAccepted(out _, out var refusal)) return null;

        Assert.Equal(before, await office.Shop.Profiles.Find(office.Account, default));
        return refusal;
    }
}
