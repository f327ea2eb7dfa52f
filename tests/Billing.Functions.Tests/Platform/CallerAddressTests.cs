using System.Net;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Functions.Tests.Platform;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData(0, "203.0.113.9", "10.0.0.1")]
    [InlineData(1, "", "10.0.0.1")]
    [InlineData(1, "203.0.113.9", "203.0.113.9")]
    [InlineData(1, "203.0.113.9:51234", "203.0.113.9")]
    [InlineData(1, "1.1.1.1, 203.0.113.9:51234", "203.0.113.9")]
    [InlineData(2, "1.1.1.1, 203.0.113.9, 198.51.100.7", "203.0.113.9")]
    [InlineData(2, "203.0.113.9", "10.0.0.1")]
    [InlineData(1, "203.0.113.9, nonsense", "10.0.0.1")]
    [InlineData(1, "[2001:db8:1:2::3]:443", "20010db800010002")]
    [InlineData(1, "2001:db8:1:2:ffff::", "20010db800010002")]
    [InlineData(1, "::ffff:203.0.113.9", "203.0.113.9")]
    public async Task The_address_is_what_our_outermost_proxy_saw(int hops, string header, string network)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1");
        http.Request.Headers["X-Forwarded-For"] = header;
        using var services = new ServiceCollection().BuildServiceProvider();

        await new CallerAddress(new(hops)).Invoke(new FakeContext("A", services, http), _ => Task.CompletedTask);

        Assert.Equal(network, CallerAddress.Network(http));
    }

    [Fact]
    public void Without_an_address_there_is_one_caller() =>
        Assert.Equal("unknown", CallerAddress.Network(new DefaultHttpContext()));
}
