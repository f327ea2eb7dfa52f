using Billing.Functions.Tests.Support;
using Billing.TopUps.BankTransfers;
using static Billing.Functions.Tests.Support.TransferOffice;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class TransferDeskFaultTests(Azurite azurite)
{
    [Fact]
    public async Task Whatever_call_fails_the_transfer_that_is_recorded_again_counts_once()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var office = await Open(azurite);
            var (topUp, id) = (await office.Started(), NewId());
            await Broken(async () =>
                await (await office.With(azurite, plan)).Record(id, "500000", topUp.GatewayId!));

            Assert.Equal("applied credited", Say(await office.Record(id, "500000", topUp.GatewayId!)));
            Assert.Equal(500_000, await office.Credit());
        });

        TestContext.Current.SendDiagnosticMessage($"{tried} crash points of a transfer that is recorded again");
        Assert.True(tried >= 60, $"{tried}");
    }

    [Fact]
    public async Task Whatever_call_fails_a_transfer_that_was_led_to_its_top_up_is_counted_by_the_timer()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var office = await Open(azurite);
            var (topUp, id) = (await office.Started(), NewId());
            await Broken(async () =>
                await (await office.With(azurite, plan)).Record(id, "500000", topUp.GatewayId!));

            await office.Incoming.Resume(DateTimeOffset.MaxValue, default);

            var isRecorded = await office.Transfers.Find(TransferId.Parse(id), default) is not null;
            Assert.Equal(isRecorded ? 500_000 : 0, await office.Credit());
        });

        Assert.True(tried >= 60, $"{tried}");
    }

    [Fact]
    public async Task Whatever_call_fails_a_match_and_an_approval_that_are_sent_again_count_once()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var office = await Open(azurite, needsFourEyes: true);
            var (topUp, id) = (await office.Started(), NewId());
            await office.Record(id, "500000", "no code", by: "ann");
            var faulty = await office.With(azurite, plan);
            await Broken(async () => await faulty.Match(id, topUp.GatewayId!, "ann"));
            await office.Match(id, topUp.GatewayId!, "ann");
            await Broken(async () => await faulty.Approve(id, "bob"));

            Assert.Equal("applied credited", Say(await office.Approve(id, "bob")));
            Assert.Equal(500_000, await office.Credit());
            Assert.Equal(
                [TransferActKind.Recorded, TransferActKind.Matched, TransferActKind.Approved],
                (await office.Found(id)).Acts.Select(act => act.Kind));
        });

        TestContext.Current.SendDiagnosticMessage($"{tried} crash points of a match and an approval");
        Assert.True(tried >= 80, $"{tried}");
    }

    private static async Task Broken(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
        {
            TestContext.Current.SendDiagnosticMessage(fault.Message);
        }
    }
}
