using System.Net;
using Billing.Functions.Tests.Support;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayGatewayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_read()
    {
        var vnPay = new FakeVnPay { Response = "00" };

        var result = await vnPay.Gateway(TimeProvider.System).Ask(SomeTopUp.TopUp(), Stop);

        Assert.Equal(SomeTopUp.Paid, Assert.IsType<PaymentResult.Paid>(result).Amount);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("302")]
    [InlineData("html")]
    [InlineData("empty")]
    [InlineData("array")]
    [InlineData("reset")]
    [InlineData("timeout")]
    public async Task Whatever_is_no_answer_says_nothing(string kind)
    {
        var vnPay = new FakeVnPay
        {
            Instead = () => kind switch
            {
                "500" => new(HttpStatusCode.InternalServerError),
                "302" => new(HttpStatusCode.Redirect),
                "html" => new(HttpStatusCode.OK) { Content = new StringContent("<html>") },
                "empty" => new(HttpStatusCode.OK),
                "array" => new(HttpStatusCode.OK) { Content = new StringContent("[1]") },
                "reset" => throw new HttpRequestException("reset"),
                _ => throw new TaskCanceledException("timeout"),
            },
        };

        var result = await vnPay.Gateway(TimeProvider.System).Ask(SomeTopUp.TopUp(), Stop);

        Assert.IsType<PaymentResult.Unanswered>(result);
        Assert.Equal(1, vnPay.QuestionsAbout(SomeTopUp.TopUp().Id));
    }

    [Fact]
    public async Task A_caller_that_leaves_is_not_an_answer()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var vnPay = new FakeVnPay { Instead = () => throw new TaskCanceledException("left") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => vnPay.Gateway(TimeProvider.System).Ask(SomeTopUp.TopUp(), left.Token));
    }
}
