using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class ReceiveVnPayNoticeTests(Azurite azurite)
{
    [Fact]
    public async Task Case_26_while_the_store_is_down_the_answer_is_99_and_the_repeat_is_credited()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        var broken = await shop.With(azurite, new FaultPlan(1, CallFault.KilledBefore));

        Assert.Equal("99", await broken.Notice(topUp.Id));
        Assert.Equal(0, await shop.Credit());
        Assert.Equal("00", await shop.Notice(topUp.Id));

        Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
    }

    [Fact]
    public async Task A_notice_that_breaks_at_any_storage_call_is_credited_once_by_its_repeat()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await TopUpShop.Open(azurite);
            var topUp = await shop.Started();
            var first = await (await shop.With(azurite, plan)).Notice(topUp.Id);

            var second = await shop.Notice(topUp.Id);

            Assert.Contains(first, (string[])["00", "02", "99"]);
            Assert.Contains(second, (string[])["00", "02"]);
            Assert.True(first == "99" || second == "02", $"{first} then {second}");
            Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
            Assert.Equal(TopUpStatus.Success, (await shop.Stored(topUp.Id)).Status);
            await Forget(shop);
        });

        Assert.True(tried >= 50, $"{tried}");
    }

    [Fact]
    public async Task A_failure_notice_that_breaks_at_any_storage_call_adds_nothing()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await TopUpShop.Open(azurite);
            var topUp = await shop.Started();
            await (await shop.With(azurite, plan)).Notice(topUp.Id, Cancelled);

            Assert.Contains(await shop.Notice(topUp.Id, Cancelled), (string[])["00", "02"]);
            Assert.Equal(TopUpStatus.Failed, (await shop.Stored(topUp.Id)).Status);
            Assert.Equal(0, await shop.Credit());
            await Forget(shop);
        });

        Assert.True(tried >= 40, $"{tried}");
    }

    [Theory]
    [InlineData("00", "00", "00", TopUpStatus.Success)]
    [InlineData("00", "02", "00", TopUpStatus.NeedsReview)]
    [InlineData("00", "07", "00", TopUpStatus.NeedsReview)]
    [InlineData("00", "01", "99", TopUpStatus.Failed)]
    [InlineData("91", "", "99", TopUpStatus.Failed)]
    [InlineData("97", "", "99", TopUpStatus.Failed)]
    public async Task Paid_after_we_gave_up_is_what_the_gateway_itself_says(
        string response, string status, string answer, TopUpStatus end)
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        await shop.Notice(topUp.Id, Cancelled);
        (shop.VnPay.Response, shop.VnPay.Status) = (response, status);

        Assert.Equal(answer, await shop.Notice(topUp.Id));

        var stored = await shop.Stored(topUp.Id);
        Assert.Equal(end, stored.Status);
        Assert.Equal(end == TopUpStatus.Success, stored.IsLate);
        Assert.Equal(end == TopUpStatus.Success ? SomeTopUp.Paid.ToMinor() : 0, await shop.Credit());
        Assert.Equal(1, shop.VnPay.QuestionsAbout(topUp.Id));
        await Forget(shop);
    }

    [Fact]
    public async Task A_capture_that_credited_one_top_up_never_credits_another()
    {
        var shop = await TopUpShop.Open(azurite);
        var (first, second) = (await shop.Started(), await shop.Started());
        Assert.Equal("00", await shop.Notice(first.Id));

        Assert.Equal("00", await shop.Notice(second.Id));

        Assert.Equal(TopUpStatus.NeedsReview, (await shop.Stored(second.Id)).Status);
        Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
        await Forget(shop);
    }

    [Fact]
    public async Task A_second_payment_of_one_top_up_is_told_to_people_and_not_credited()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        await shop.Notice(topUp.Id);

        Assert.Equal("02", await shop.Notice(topUp.Id, fields => fields["vnp_TransactionNo"] = "14600002"));

        Assert.Contains(shop.Log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("14600002"));
        Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
        await Forget(shop);
    }

    [Fact]
    public async Task Case_15_a_notice_for_another_terminal_raises_an_alarm()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();

        Assert.Equal("01", await shop.Notice(topUp.Id, fields => fields["vnp_TmnCode"] = "OTHER001"));

        Assert.Contains(shop.Log.Entries, entry => entry.Level == LogLevel.Error && entry.Text.Contains("terminal"));
        Assert.DoesNotContain(shop.Log.Entries, entry => entry.Text.Contains(SomeTopUp.Terminal.Secret));
        await Forget(shop);
    }

    private static void Cancelled(Dictionary<string, string> fields)
    {
        (fields["vnp_ResponseCode"], fields["vnp_TransactionStatus"]) = ("24", "02");
        fields["vnp_TransactionNo"] = "0";
    }

    private static async Task Forget(TopUpShop shop)
    {
        foreach (var poll in await shop.PollsBefore(DateTimeOffset.MaxValue.AddDays(-1)))
            await shop.Polls.Remove(poll, default);
    }
}
