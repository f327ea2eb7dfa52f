using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageEventTests
{
    private static readonly UsageEvent Event =
        Assert.IsType<ReportedEvent.Sound>(Some.Reported(Some.EventJson())).Event;

    public static TheoryData<string> Changes { get; } =
        ["time", "quantity", "service", "meter", "dimensions", "description", "source", "id"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Identity_is_source_and_id_and_content_is_what_decides_the_charge(string change)
    {
        var other = change switch
        {
            "time" => Event with { Time = Event.Time.AddTicks(1) },
            "quantity" => Event with { Quantity = new Quantity(Event.Quantity.Micros + 1) },
            "service" => Event with { Service = new("gpu") },
            "meter" => Event with { Meter = new("seconds") },
            "dimensions" => Event with { Dimensions = Dimensions.Of(("gpu", "h100")) },
            "description" => Event with { Description = "Other words" },
            "source" => Event with { Source = "other" },
            _ => Event with { Id = "e-2" },
        };
        var again = Rebuilt(other);

        Assert.Equal(change is not ("source" or "id"), again.Key == Event.Key);
        Assert.Equal(change is "description" or "source" or "id", again.Fingerprint == Event.Fingerprint);
        Assert.Equal(change is "description", again.QuarantineId() == Event.QuarantineId());
    }

    [Fact]
    public void The_identities_of_a_stored_event_never_change()
    {
        Assert.Equal("67256f3bc691a0d454d34fc84ef2d72a", $"{Event.Key:x32}");
        Assert.Equal("41aa8874879f74598d4fcefbc7623c68", $"{Event.Fingerprint:x32}");
        Assert.Equal("e9af433ec36d5d19b3193437bf0c24dc", Event.QuarantineId());
    }

    private static UsageEvent Rebuilt(UsageEvent it) => new(
        it.Source, it.Id, it.Account, it.Time, it.Service, it.Meter, it.Quantity, it.Dimensions, it.Description);
}
