using Billing.Platform;
using Billing.Plans.Requests;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class RequestRulesTests
{
    [Theory]
    [InlineData("5", 5, 0)]
    [InlineData("0", 1, 1)]
    [InlineData("many", 0, 1)]
    [InlineData(null, 0, 1)]
    public void The_days_share_is_a_number_of_requests(string? text, int expected, int faults)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Plans:RequestsPerDay", text)]).Build());

        var rules = RequestRules.Read(settings);

        Assert.Equal(faults, settings.Faults.Count);
        if (faults == 0) Assert.Equal(expected, rules.MaxPerDay);
    }
}
