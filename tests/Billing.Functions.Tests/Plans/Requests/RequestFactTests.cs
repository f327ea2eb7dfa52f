using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Plans.Requests;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class RequestFactTests
{
    private const int MaxFactBytes = 16 * 1024;

    [Fact]
    public void The_request_can_be_read_from_the_fact_alone()
    {
        var request = SomePlanRequest.Request();

        var read = RequestFact.Read(request.Account, RequestFact.Of(request).Body);

        Assert.Equal(request.Wish.Services, read.Wish.Services);
        Assert.Equal(
            request with { Wish = request.Wish with { Services = default } },
            read with { Wish = read.Wish with { Services = default } });
    }

    [Fact]
    public void The_largest_request_fits_in_a_fact()
    {
        var services = Enumerable.Range(10, RequestWish.MaxServices).Select(i => new string('s', 38) + i);
        var request = SomePlanRequest.Request() with
        {
            Wish = SomePlanRequest.Wish with
            {
                Services = [.. services.Select(ServiceName.Parse)],
                Message = new('\u4e00', RequestWish.MaxMessage),
                Contact = new(
                    new('\u4e00', RequestContact.MaxName), new('\u4e00', 254), new('0', RequestContact.MaxPhone)),
            },
        };

        Assert.InRange(Encoding.UTF8.GetByteCount(RequestFact.Of(request).Body), 1, MaxFactBytes);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"id":"x"}""")]
    public void What_is_no_request_is_not_read_as_one(string body) =>
        Assert.Throws<FormatException>(() => RequestFact.Read(AccountId.Parse("acme"), body));
}
