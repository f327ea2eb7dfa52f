using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Ledger;

public sealed class EventIdentityTests
{
    [Fact]
    public void Source_and_id_are_kept_apart()
    {
        (string Source, string Id)[] events = [("ab", "c"), ("a", "bc"), ("abc", ""), ("", "abc"), ("c", "ab"),
            ("a\0\0\0\0b", ""), ("a", "b\0\0\0\0")];

        Assert.Distinct(events.Select(it => EventIdentity.Key(it.Source, it.Id)));
        Assert.Equal(EventIdentity.Key("ab", "c"), EventIdentity.Key(new string("ab"), "c"));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('推')]
    public void Names_of_every_length_count_to_their_last_letter_whatever_their_alphabet(char letter)
    {
        var keys = new List<UInt128>();
        for (var length = 0; length < 600; length++)
        {
            var text = new string(letter, length);
            keys.Add(EventIdentity.Key(text, "id"));
            keys.Add(EventIdentity.Key("source", text));
            keys.Add(EventIdentity.Key(text + "a", text));
            keys.Add(EventIdentity.Key(text, text + "a"));
        }

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void The_fingerprint_differs_with_all_that_decides_the_charge()
    {
        var it = new EventRecord(
            "source", "id", SomeLedger.Noon, new("ab"), new("c"), "gpu=h100", Quantity.Of(5));
        EventRecord[] others =
        [
            it,
            it with { Time = it.Time.AddTicks(1) },
            it with { Quantity = new(it.Quantity.Micros + 1) },
            it with { Service = new("a"), Meter = new("bc") },
            it with { Service = new("a") },
            it with { Service = new("cd") },
            it with { Meter = new("d") },
            it with { Stated = "unit 1 USD" },
            it with { Stated = "unit 2 USD" },
            it with { Amends = "unit 1 USD" },
            it with { Amends = "e-1" },
            it with { Stated = "unit 1 USD", Amends = "e-1" },
            it with { Meter = new("cg"), Dimensions = "pu=h100" },
            it with { Dimensions = "gpu=h200" },
            it with { Dimensions = "gpu=" + new string('h', 300) },
            it with { Dimensions = "gpu=" + new string('h', 301) },
            it with { Time = it.Time.AddTicks(1), Dimensions = "gpu=" + new string('h', 301) },
        ];

        Assert.Distinct(others.Select(other => EventIdentity.Fingerprint(other)));
        Assert.Equal(EventIdentity.Fingerprint(it), EventIdentity.Fingerprint(it with { Source = "s", EventId = "i" }));
        Assert.Equal(
            EventIdentity.Fingerprint(it),
            EventIdentity.Fingerprint(it with { Time = it.Time.ToOffset(TimeSpan.FromHours(7)) }));
        Assert.Equal(EventIdentity.Key("source", "id"), EventIdentity.Key(it));
        Assert.Equal(
            EventIdentity.Fingerprint(it),
            EventIdentity.Fingerprint(it.Time, it.Service, it.Meter, it.Dimensions, it.Quantity));
    }
}
