using Billing.Functions.Tests.Support;
using Billing.Platform.Limits;
using Microsoft.Extensions.Configuration;
using Settings = Billing.Platform.Settings;

namespace Billing.Functions.Tests.Platform.Limits;

public sealed class RateLimitSettingsTests
{
    [Fact]
    public void Every_group_has_its_setting()
    {
        var settings = Read(SomeLimits.Settings("5 per minute, burst 7"));
        var limits = RateLimitSettings.Read(settings);

        Assert.Empty(settings.Faults);
        Assert.Equal(Enum.GetValues<RequestGroup>(), limits.Limits.Keys.Order());
        Assert.All(limits.Limits.Values, limit => Assert.Equal(7, limit.Burst));
    }

    [Fact]
    public void A_wrong_one_is_named_and_its_form_is_said()
    {
        var values = SomeLimits.Settings(SomeLimits.Generous);
        values["RateLimits:Money"] = "much";
        values["RateLimits:Partitions"] = "1";
        var settings = Read(values);
        RateLimitSettings.Read(settings);

        Assert.Equal(
            [$"The setting RateLimits__Money is not {RateLimit.Form}.",
                "The setting RateLimits__Partitions is not a whole number from 100 to 1000000."],
            settings.Faults);
    }

    private static Settings Read(Dictionary<string, string?> values) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
