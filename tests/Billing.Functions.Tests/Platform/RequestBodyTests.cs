using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class RequestBodyTests
{
    private enum Colour
    {
        DarkRed = 1,
        Blue = 2,
    }

    [Fact]
    public void A_right_body_gives_its_values_and_no_problem()
    {
        var body = Parse("""
            {"name":" An ","colour":"darkRed","at":"2026-11-22T16:00:00+07:00","paid":{"amount":"12.5","currency":"USD"},
             "count":3,"yes":true,"quantity":1.500001,"rate":"0.25","account":"acme",
             "inner":{"note":"x"},"lines":[{"n":1},{"n":2}],"tags":["a","b"],"nothing":null,"blank":"  "}
            """);

        Assert.Equal("An", body.Text("name", 10));
        Assert.Equal(Colour.DarkRed, body.Choice<Colour>("colour"));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), body.Time("at"));
        Assert.Equal(Amount.Parse("12.5", Currency.Usd), body.Amount("paid"));
        Assert.Equal(3, body.Number("count", 1, 5));
        Assert.True(body.Flag("yes"));
        Assert.Equal(Quantity.Parse("1.500001"), body.Quantity("quantity"));
        Assert.Equal(0.25m, body.Decimal("rate", 0, 1));
        Assert.Equal(AccountId.Parse("acme"), body.Value<AccountId>("account", AccountId.TryParse, "an account"));
        Assert.Equal("x", body.Object("inner").Text("note", 5));
        Assert.Equal([1, 2], body.Items("lines", 5).Select(line => line.Number("n", 0, 9)));
        Assert.Equal(["a", "b"], body.Texts("tags", 5, 5));
        Assert.Null(body.OptionalText("nothing", 5));
        Assert.Null(body.OptionalText("blank", 5));
        Assert.Null(body.OptionalAmount("missing"));
        Assert.Null(body.Refused());
    }

    [Fact]
    public void All_missing_members_are_named_at_once()
    {
        var body = Parse("{}");
        body.Text("a", 5);
        body.Amount("b");
        body.Number("c", 0, 1);
        body.Flag("d");
        body.Time("e");
        body.Object("f").Text("inside", 5);
        body.Items("g", 5);
        body.Choice<Colour>("h");
        body.Quantity("i");

        Assert.Equal(
            ["a:required", "b:required", "c:required", "d:required", "e:required", "f:required", "g:required", "h:required",
                "i:required"],
            body.Refused().Faults());
    }

    [Fact]
    public void Null_is_missing_where_a_value_is_required()
    {
        var body = Parse("""{"a":null,"b":"","c":" "}""");
        foreach (var name in (string[])["a", "b", "c"]) body.Text(name, 5);

        Assert.Equal(["a:required", "b:required", "c:required"], body.Refused().Faults());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_value_of_another_type_is_a_type_fault(string value)
    {
        var body = Parse($$"""{"text":{{value}},"time":{{value}},"choice":{{value}}}""");
        body.Text("text", 5);
        body.Time("time");
        body.Choice<Colour>("choice");

        Assert.Equal(["text:type", "time:type", "choice:type"], body.Refused().Faults());
    }

    [Fact]
    public void Wrong_types_of_the_other_getters_are_named()
    {
        var body = Parse("""{"amount":5,"object":[],"items":{},"flag":"true","number":"1","quantity":true,"texts":[1]}""");
        body.Amount("amount");
        body.Object("object").Text("x", 5);
        body.Items("items", 5);
        body.Flag("flag");
        body.Number("number", 0, 5);
        body.Quantity("quantity");
        body.Texts("texts", 5, 5);

        Assert.Equal(
            ["amount:type", "object:type", "items:type", "flag:type", "number:type", "quantity:type", "texts[0]:type"],
            body.Refused().Faults());
    }

    [Theory]
    [InlineData("""{"amount":5,"currency":"USD"}""", "paid.amount:type")]
    [InlineData("""{"amount":"5"}""", "paid.currency:required")]
    [InlineData("""{"amount":"5","currency":"XXX"}""", "paid.currency:invalid")]
    [InlineData("""{"amount":"1e3","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"1,000","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"99999999999999999999","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"0.00000000001","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"5","currency":"USD","x":1}""", "paid.x:unknown_member")]
    public void A_wrong_amount_is_named_to_the_member(string amount, string fault)
    {
        var body = Parse($$"""{"paid":{{amount}}}""");
        body.Amount("paid");

        Assert.Equal([fault], body.Refused().Faults());
    }

    [Theory]
    [InlineData("1.5", "type")]
    [InlineData("1e2", "type")]
    [InlineData("6", "out_of_range")]
    [InlineData("-1", "out_of_range")]
    [InlineData("99999999999999999999", "out_of_range")]
    public void A_number_is_whole_and_within_bounds(string number, string code)
    {
        var body = Parse($$"""{"n":{{number}}}""");
        body.Number("n", 0, 5);

        Assert.Equal([$"n:{code}"], body.Refused().Faults());
    }

    [Theory]
    [InlineData("1e308")]
    [InlineData("-")]
    [InlineData("0x10")]
    [InlineData("1.0000001")]
    public void A_quantity_is_plain_digits(string text)
    {
        var body = Parse($$"""{"q":"{{text}}"}""");
        body.Quantity("q");

        Assert.Equal(["q:invalid"], body.Refused().Faults());
    }

    [Fact]
    public void A_decimal_outside_its_bounds_or_too_fine_is_refused()
    {
        var body = Parse("""{"high":2,"fine":"0.0000000001","odd":"1e-3"}""");
        body.Decimal("high", 0, 1);
        body.Decimal("fine", 0, 1);
        body.Decimal("odd", 0, 1);

        Assert.Equal(["high:out_of_range", "fine:invalid", "odd:invalid"], body.Refused().Faults());
    }

    [Fact]
    public void Ten_thousand_characters_are_too_long()
    {
        var body = Parse($$"""{"name":"{{new string('x', 10_000)}}"}""");
        body.Text("name", 200);

        Assert.Equal(["name:too_long"], body.Refused().Faults());
    }

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("a\\nb")]
    [InlineData("a\\u007fb")]
    [InlineData("a\\u0085b")]
    public void Control_characters_are_refused(string text)
    {
        var body = Parse($$"""{"name":"{{text}}"}""");
        body.Text("name", 200);

        Assert.Equal(["name:control_characters"], body.Refused().Faults());
    }

    [Fact]
    public void Unknown_members_are_named_at_every_depth()
    {
        var body = Parse("""{"known":"x","extra":1,"inner":{"a":"b","more":2},"list":[{"z":1}]}""");
        body.Text("known", 5);
        body.Object("inner").Text("a", 5);
        body.Items("list", 5);

        Assert.Equal(
            ["extra:unknown_member", "inner.more:unknown_member", "list[0].z:unknown_member"], body.Refused().Faults());
    }

    [Fact]
    public void A_long_unknown_name_is_cut_and_many_are_bounded()
    {
        var members = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"{new string('m', 5_000)}{i}\":1"));
        var faults = Parse($$"""{{{members}}}""").Refused().Faults();

        Assert.Equal(100, faults.Length);
        Assert.All(faults, fault => Assert.True(fault.Length < 130));
    }

    [Fact]
    public void Too_many_items_are_refused()
    {
        var body = Parse("""{"list":[{},{},{}]}""");

        Assert.Empty(body.Items("list", 2));
        Assert.Equal(["list:too_many"], body.Refused().Faults());
    }

    [Fact]
    public void A_rule_of_the_caller_is_answered_with_the_rest()
    {
        var body = Parse("""{"a":1}""");
        body.Text("a", 5);
        body.Fault("b", "below_minimum", "Too little.");

        Assert.Equal(["a:type", "b:below_minimum"], body.Refused().Faults());
        Assert.Equal("422 invalid", body.Refused().Summary());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} {}""")]
    [InlineData("""{"a":1 /* no */}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"inner":{"a":1,"a":1}}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task What_is_no_JSON_object_is_malformed(string text)
    {
        var body = await RequestBody.Read(SomeRequest.Json(text), CancellationToken.None);
        body.Text("a", 5);

        Assert.Equal("400 malformed", body.Refused().Summary());
    }

    [Theory]
    [InlineData(JsonText.MaxDepth, "-")]
    [InlineData(JsonText.MaxDepth + 1, "400 malformed")]
    [InlineData(20_000, "400 malformed")]
    public void Depth_has_an_end(int depth, string expected)
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        var body = Parse(text);

        Assert.Equal(expected, body.Has("a") ? "-" : body.Refused().Summary());
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_malformed()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        var body = await RequestBody.Read(SomeRequest.Bytes(bytes), CancellationToken.None);

        Assert.Equal("400 malformed", body.Refused().Summary());
    }

    [Theory]
    [InlineData("text/plain", "415 media_type")]
    [InlineData(null, "415 media_type")]
    [InlineData("application/jsonp", "415 media_type")]
    [InlineData("application/json; charset=utf-16", "415 media_type")]
    [InlineData("not a type", "415 media_type")]
    [InlineData("application/json; charset=\"utf-8\"", "-")]
    [InlineData("Application/JSON", "-")]
    public async Task Only_JSON_in_UTF_8_is_read(string? contentType, string expected)
    {
        var body = await RequestBody.Read(SomeRequest.Bytes("{}"u8.ToArray(), contentType), CancellationToken.None);

        Assert.Equal(expected, body.Refused().Summary());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large_with_and_without_a_length()
    {
        var large = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 2_000)}}"}""");
        var told = SomeRequest.Bytes(large);
        told.ContentLength = large.Length;

        Assert.Equal("413 too_large", (await RequestBody.Read(told, default, maxBytes: 1_000)).Refused().Summary());
        Assert.Equal("413 too_large", (await RequestBody.Read(SomeRequest.Bytes(large), default, 1_000)).Refused().Summary());
    }

    private static RequestBody Parse(string json) => RequestBody.Parse(Encoding.UTF8.GetBytes(json));
}
