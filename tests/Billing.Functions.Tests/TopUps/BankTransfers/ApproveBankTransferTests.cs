using Billing.Functions.Tests.Support;
using static Billing.Functions.Tests.Support.TransferOffice;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class ApproveBankTransferTests(Azurite azurite)
{
    [Fact]
    public async Task With_four_eyes_a_transfer_counts_once_another_person_approves_it()
    {
        var office = await Open(azurite, needsFourEyes: true);
        var (topUp, id) = (await office.Started(), NewId());

        Assert.Equal("awaitingApproval -", Say(await office.Record(id, "500000", topUp.GatewayId!, by: "ann")));
        Assert.Equal("409 four_eyes_required", Say(await office.Approve(id, "ann")));
        Assert.Equal(0, await office.Credit());
        Assert.Equal("awaitingApproval -", Say(await office.Record(id, "500000", topUp.GatewayId!, by: "bob")));
        Assert.Equal(0, await office.Credit());

        Assert.Equal("applied credited", Say(await office.Approve(id, "bob")));
        Assert.Equal("applied credited", Say(await office.Approve(id, "bob")));
        Assert.Equal("409 not_awaiting_approval", Say(await office.Approve(id, "cid")));
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task Whoever_matched_it_does_not_approve_it_and_neither_does_whoever_recorded_it()
    {
        var office = await Open(azurite, needsFourEyes: true);
        var (topUp, id) = (await office.Started(), NewId());
        Assert.Equal("unmatched no_reference", Say(await office.Record(id, "500000", "rent", by: "ann")));
        Assert.Equal("409 not_awaiting_approval", Say(await office.Approve(id, "cid")));

        Assert.Equal("awaitingApproval -", Say(await office.Match(id, topUp.GatewayId!, "bob")));

        Assert.Equal("409 four_eyes_required", Say(await office.Approve(id, "ann")));
        Assert.Equal("409 four_eyes_required", Say(await office.Approve(id, "bob")));
        Assert.Equal("applied credited", Say(await office.Approve(id, "cid")));
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task Eight_approvals_at_once_credit_once()
    {
        var office = await Open(azurite, needsFourEyes: true);
        var (topUp, id) = (await office.Started(), NewId());
        await office.Record(id, "500000", topUp.GatewayId!);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => office.Approve(id, "bob")));

        Assert.All(answers, answer => Assert.Equal("applied credited", Say(answer)));
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task Without_four_eyes_nothing_waits_for_approval_and_what_is_unknown_is_not_found()
    {
        var office = await Open(azurite);
        var id = NewId();
        await office.Record(id, "500000", "rent");

        Assert.Equal("409 not_awaiting_approval", Say(await office.Approve(id, "bob")));
        Assert.Equal("404 not_found", Say(await office.Approve("FT-none", "bob")));
        Assert.Equal("404 not_found", Say(await office.Approve("no id", "bob")));
    }
}
