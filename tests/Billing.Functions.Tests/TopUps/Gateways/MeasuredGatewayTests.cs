using System.Diagnostics;
using Billing.Functions.Tests.Support;
using Billing.Platform.Telemetry;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps.Gateways;

public sealed class MeasuredGatewayTests
{
    private static readonly TopUp TopUp = SomeTopUp.TopUp();

    [Theory]
    [InlineData("unfinished", "ok")]
    [InlineData("declined", "ok")]
    [InlineData("timeout", "timeout")]
    [InlineData("http_500", "failed")]
    public async Task A_question_counts_by_what_came_of_it(string says, string outcome)
    {
        var fake = new FakeGateway(PayMethod.VnPay)
        {
            Says = says switch
            {
                "unfinished" => new PaymentResult.Unfinished(),
                "declined" => new PaymentResult.Declined("24"),
                _ => new PaymentResult.Unanswered(says),
            },
        };
        using var watched = new Watched();

        Assert.Same(fake.Says, await new MeasuredGateway(fake).Ask(TopUp, default));

        var call = Assert.Single(watched.All);
        Assert.Equal($"gateway=vnpay operation=ask outcome={outcome}", call.Tags);
        Assert.Equal(outcome, watched.Span("gateway.ask").GetTagItem(Tracing.Outcome));
    }

    [Fact]
    public async Task A_refused_start_is_no_failure_and_its_span_holds_no_address()
    {
        var fake = new FakeGateway(PayMethod.Stripe) { Began = new PaymentStart.Refused("no") };
        using var watched = new Watched();

        await new MeasuredGateway(fake).Start(TopUp, default, default);

        Assert.Equal("gateway=stripe operation=start outcome=refused", Assert.Single(watched.All).Tags);
        var span = watched.Span("gateway.start");
        Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset), (span.Kind, span.Status));
        Assert.Equal(2, span.TagObjects.Count());
    }
}
