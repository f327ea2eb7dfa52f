using Billing.Functions.Tests.Support;
using Billing.TopUps.BankTransfers;
using Billing.TopUps.Gateways.BankTransfer;
using static Billing.Functions.Tests.Support.TransferOffice;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class MatchBankTransferTests(Azurite azurite)
{
    [Fact]
    public async Task A_person_leads_a_transfer_to_its_top_up_and_it_is_kept_who_when_and_why()
    {
        var office = await Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());
        await office.Record(id, "500000", "rent");

        Assert.Equal("applied credited", Say(await office.Match(id, topUp.GatewayId!, "bob", "the payer called")));
        Assert.Equal("applied credited", Say(await office.Match(id, topUp.GatewayId!, "cid", "again")));

        Assert.Equal(500_000, await office.Credit());
        Assert.Equal(
            new TransferAct(TransferActKind.Matched, "bob", SomeTopUp.Now, topUp.GatewayId, "the payer called"),
            (await office.Found(id)).Acts[^1]);
        Assert.Equal(2, (await office.Found(id)).Acts.Length);
    }

    [Fact]
    public async Task A_second_payment_of_a_top_up_can_be_led_to_another()
    {
        var office = await Open(azurite);
        var (paid, open, id) = (await office.Started(), await office.Started(), NewId());
        await office.Record(NewId(), "500000", paid.GatewayId!);
        Assert.Equal("unmatched paid_twice", Say(await office.Record(id, "500000", paid.GatewayId!)));

        Assert.Equal("unmatched paid_twice", Say(await office.Match(id, paid.GatewayId!)));
        Assert.Equal("applied credited", Say(await office.Match(id, open.GatewayId!)));

        Assert.Equal(1_000_000, await office.Credit());
    }

    [Fact]
    public async Task What_cannot_be_matched_is_refused_by_its_reason()
    {
        var office = await Open(azurite);
        var (topUp, other) = (await office.Started(), await office.Started());
        var (counted, free) = (NewId(), NewId());
        await office.Record(counted, "500000", topUp.GatewayId!);
        await office.Record(free, "500000", "rent");
        var unknown = TransferReference.Of(topUp.Id, 99).Value;

        Assert.Equal("409 not_unmatched", Say(await office.Match(counted, other.GatewayId!)));
        Assert.Equal("409 not_unmatched", Say(await office.Match(counted, topUp.GatewayId!)));
        Assert.Equal(["reference:unknown_reference"], (await office.Match(free, unknown)).Faults());
        Assert.Equal(["reference:invalid"], (await office.Match(free, "TU")).Faults());
        Assert.Equal(["reason:required"], (await office.Match(free, topUp.GatewayId!, reason: " ")).Faults());
        Assert.Equal("404 not_found", Say(await office.Match("FT-none", topUp.GatewayId!)));
        Assert.Equal(TransferStatus.Unmatched, (await office.Found(free)).Status);
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task A_transfer_that_no_top_up_takes_is_not_matched_for_ever()
    {
        var office = await Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());
        await office.Record(id, "5000", "rent", currency: "JPY");
        for (var match = 1; match < ReceivedTransfer.MaxActs; match++)
            Assert.Equal("unmatched currency_differs", Say(await office.Match(id, topUp.GatewayId!)));

        Assert.Equal("409 too_many_matches", Say(await office.Match(id, topUp.GatewayId!)));
    }
}
