using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Functions.Tests.OpenApi;

public sealed class ShapesTests
{
    private readonly Shapes _shapes = new(Comments.Of(typeof(PlatformModule).Assembly));

    public enum Colour
    {
        DarkRed = 1,
        Blue = 2,
    }

    public sealed record Sample(
        Amount Price,
        Amount? Discount,
        string? Note,
        DateTimeOffset At,
        Colour Colour,
        Colour? Other,
        ServiceName Service,
        ImmutableArray<AmountSum> Sums,
        IReadOnlyDictionary<string, long> Counts);

    [Fact]
    public void A_value_as_it_is_written_fits_the_schema_of_its_type()
    {
        var schema = _shapes.Of(typeof(Sample));
        var sample = new Sample(
            Amount.OfMinor(100, Currency.Vnd), null, null, DateTimeOffset.UnixEpoch, Colour.DarkRed, null,
            ServiceName.Parse("gpu"), [AmountSum.Zero(Currency.Usd)], new Dictionary<string, long> { ["a"] = 1 });
        var written = JsonNode.Parse(JsonSerializer.Serialize(sample, Json.Options))!.AsObject();

        Assert.Empty(Check().Faults(written, schema));
        foreach (var (name, spoilt) in Spoilt(written))
            Assert.True(Check().Faults(spoilt, schema).Count > 0, name);
    }

    [Fact]
    public void What_may_be_null_says_so_and_nothing_else_does()
    {
        _shapes.Of(typeof(Sample));
        var members = _shapes.Named["Sample"]!["properties"]!.AsObject();
        var nullable = members.Where(it => it.Value!.ToJsonString().Contains("null", StringComparison.Ordinal));

        Assert.Equal(["discount", "note", "other"], nullable.Select(it => it.Key).Order());
    }

    [Fact]
    public void Two_types_of_one_name_are_told_apart()
    {
        var first = _shapes.Of(typeof(Colour))["$ref"]!.GetValue<string>();
        var second = _shapes.Of(typeof(Elsewhere.Colour))["$ref"]!.GetValue<string>();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_type_that_says_nothing_of_its_values_is_a_bug() =>
        Assert.Throws<InvariantException>(() => _shapes.Of(typeof(object)));

    private static class Elsewhere
    {
        public enum Colour
        {
            Green = 1,
        }
    }

    private SchemaCheck Check() => new(JsonNode.Parse(new JsonObject
    {
        ["components"] = new JsonObject { ["schemas"] = _shapes.Named },
    }.ToJsonString())!.AsObject());

    private static IEnumerable<(string Name, JsonNode Spoilt)> Spoilt(JsonObject sound)
    {
        foreach (var (name, _) in sound)
        {
            var without = sound.DeepClone().AsObject();
            without.Remove(name);
            yield return ($"without {name}", without);

            var other = sound.DeepClone().AsObject();
            other[name] = new JsonArray(new JsonArray());
            yield return ($"{name} of another type", other);
        }

        var more = sound.DeepClone().AsObject();
        more["surprise"] = 1;
        yield return ("with a surprise", more);
        var choice = sound.DeepClone().AsObject();
        choice["colour"] = "DarkRed";
        yield return ("an enum by another spelling", choice);
    }
}
