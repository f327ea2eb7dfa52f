using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class RequestBodyValuesTests
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
            {"name":" An ","colour":"darkRed","at":"2026-11-22T16:00:00+07:00",
             "paid":{"amount":"12.5","currency":"USD"},"count":3,"yes":true,"quantity":1.500001,"rate":"0.25",
             "account":"acme","inner":{"note":"x"},"lines":[{"n":1},{"n":2}],"tags":["a","b"],
             "nothing":null,"blank":"  "}
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
        Assert.Null(body.Refused());
    }

    [Theory]
    [InlineData("\" one\\r\\ntwo\\rthree\\n\\n\"", "one\ntwo\nthree", "")]
    [InlineData("\"one\\ttwo\"", "", "text:control_characters")]
    [InlineData("\"one\\n\\u0000\"", "", "text:control_characters")]
    [InlineData("\"0123456789\\n0123456789\"", "", "text:too_long")]
    [InlineData("7", "", "text:type")]
    [InlineData("null", "", "text:required")]
    public void Text_of_several_lines_keeps_its_line_breaks_and_nothing_worse(string sent, string text, string faults)
    {
        var body = Parse($$"""{"text":{{sent}}}""");

        Assert.Equal(text, body.Lines("text", 20));
        Assert.Equal(faults, string.Join(' ', body.Refused().Faults()));
        Assert.Equal(text, Parse($$"""{"text":{{sent}}}""").OptionalLines("text", 20) ?? "");
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
            ["a:required",
                "b:required", "c:required", "d:required", "e:required", "f:required", "g:required", "h:required",
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
        var body = Parse(
            """{"amount":5,"object":[],"items":{},"flag":"true","number":"1","quantity":true,"texts":[1]}""");
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

    private static RequestBody Parse(string json) => RequestBody.Parse(Encoding.UTF8.GetBytes(json));
}
