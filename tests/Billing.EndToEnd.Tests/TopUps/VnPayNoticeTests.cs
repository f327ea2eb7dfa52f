using System.Net;
using System.Text.Json;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// The listed bad inputs of VNPay's notices, over HTTP against the running app; numbers are those of the list.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class VnPayNoticeTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> RefusedCases => [.. VnPayNoticeCases.Refused.Select(row => row.Case)];

    [Theory, MemberData(nameof(RefusedCases))]
    public async Task A_refused_notice_touches_nothing(string name)
    {
        var (_, query, expected) = VnPayNoticeCases.Refused.Single(row => row.Case == name);
        var (buyer, id) = await Pending();
        var before = await buyer.Rows(Stop);

        Assert.Equal(expected, await Notice(buyer, query(id)));

        Assert.Equal(before, await buyer.Rows(Stop));
        Assert.Equal("00", await Notice(buyer, VnPayNoticeCases.Good(id)));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_5_a_hash_in_capitals_is_as_good()
    {
        var (buyer, id) = await Pending();
        var (query, hash) = (VnPayNoticeCases.Good(id)[..^128], VnPayNoticeCases.Good(id)[^128..]);

        Assert.Equal("00", await Notice(buyer, query + hash.ToUpperInvariant()));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_10_a_field_of_others_is_ignored()
    {
        var (buyer, id) = await Pending();

        Assert.Equal("00", await Notice(buyer, VnPayNoticeCases.Good(id) + "&utm_source=x"));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_19_a_repeat_after_success_changes_nothing()
    {
        var (buyer, id) = await Pending();
        Assert.Equal("00", await Notice(buyer, VnPayNoticeCases.Good(id)));
        var before = await buyer.Rows(Stop);

        Assert.Equal("02", await Notice(buyer, VnPayNoticeCases.Good(id)));
        Assert.Equal("04", await Notice(buyer, VnPayNoticeCases.With(id, "vnp_Amount", "50100000")));

        Assert.Equal(before, await buyer.Rows(Stop));
        Assert.Equal("success", await buyer.Shown(id, Stop));
    }

    [Fact]
    public async Task Case_20_twenty_copies_at_once_credit_once()
    {
        var (buyer, id) = await Pending();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Notice(buyer, VnPayNoticeCases.Good(id))));

        Assert.Equal(1, answers.Count(answer => answer == "00"));
        Assert.Equal(19, answers.Count(answer => answer == "02"));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Theory]
    [InlineData("21 cancelled", "24", "02", TopUpStatus.Failed)]
    [InlineData("22 one good code", "00", "02", TopUpStatus.NeedsReview)]
    [InlineData("22 the other good code", "24", "00", TopUpStatus.NeedsReview)]
    [InlineData("23 suspicious", "07", "00", TopUpStatus.NeedsReview)]
    public async Task Other_ends_are_taken_and_not_credited(
        string name, string response, string status, TopUpStatus end)
    {
        var (buyer, id) = await Pending();
        var fields = Buyer.Fields(id);
        (fields["vnp_ResponseCode"], fields["vnp_TransactionStatus"]) = (response, status);

        Assert.Equal("00", await Notice(buyer, Buyer.Signed(fields)));

        Assert.True((await buyer.Inside(id, Stop)).Status == end, name);
        Assert.Equal(0, await buyer.Credit(Stop));
        Assert.Equal(end == TopUpStatus.Failed ? "failed" : "pending", await buyer.Shown(id, Stop));
    }

    [Fact]
    public async Task Case_24_success_after_we_gave_up_is_read_again_and_credited_once()
    {
        var buyer = await host.Buyer(Stop);
        await buyer.Order(new { notice = new { order = "without" } }, Stop);
        var started = await buyer.Start(Stop);
        var id = started["topUpId"]!.GetValue<string>();
        await buyer.Force(id, "expired", Stop);
        Assert.Equal("99", await Notice(buyer, VnPayNoticeCases.Good(id)));
        Assert.Equal(0, await buyer.Credit(Stop));
        await buyer.Press(started, "pay", Stop);

        Assert.Equal("00", await Notice(buyer, VnPayNoticeCases.Good(id)));
        Assert.Equal("02", await Notice(buyer, VnPayNoticeCases.Good(id)));

        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
        Assert.True((await buyer.Inside(id, Stop)).IsLate);
    }

    [Fact]
    public async Task Case_25_failure_after_success_changes_nothing()
    {
        var (buyer, id) = await Pending();
        Assert.Equal("00", await Notice(buyer, VnPayNoticeCases.Good(id)));
        var before = await buyer.Rows(Stop);
        var fields = Buyer.Fields(id);
        (fields["vnp_ResponseCode"], fields["vnp_TransactionStatus"]) = ("24", "02");

        Assert.Equal("02", await Notice(buyer, Buyer.Signed(fields)));

        Assert.Equal(before, await buyer.Rows(Stop));
    }

    [Fact]
    public async Task Case_27_a_notice_comes_by_get_only()
    {
        var (buyer, id) = await Pending();
        var before = await buyer.Rows(Stop);
        var address = new Uri($"api/v1/webhooks/vnpay?{VnPayNoticeCases.Good(id)}", UriKind.Relative);

        using var answer = await buyer.Host.Http.PostAsync(address, content: null, Stop);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(before, await buyer.Rows(Stop));
    }

    [Fact]
    public async Task Case_28_an_impossible_date_is_no_date()
    {
        var (buyer, id) = await Pending();

        Assert.Equal("00", await Notice(buyer, VnPayNoticeCases.With(id, "vnp_PayDate", "20261301120130")));

        Assert.Null((await buyer.Inside(id, Stop)).PaidAt);
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_query_over_the_limit_is_too_large()
    {
        var (buyer, id) = await Pending();
        var query = $"{VnPayNoticeCases.Good(id)}&x={new string('x', 70_000)}";

        var (status, _) = await RawGet.Send(buyer.Host.Address, $"/api/v1/webhooks/vnpay?{query}", Stop);

        Assert.Equal(413, status);
    }

    private async Task<(Buyer Buyer, string Id)> Pending()
    {
        var buyer = await host.Buyer(Stop);
        return (buyer, await buyer.StartId(Stop));
    }

    private static async Task<string> Notice(Buyer buyer, string query)
    {
        var (status, body) = await RawGet.Send(buyer.Host.Address, $"/api/v1/webhooks/vnpay?{query}", Stop);
        Assert.True(status == 200, $"{status} {body}");
        return JsonDocument.Parse(body).RootElement.GetProperty("RspCode").GetString()!;
    }
}
