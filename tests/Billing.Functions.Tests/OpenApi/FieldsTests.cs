using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Functions.Tests.OpenApi;

public sealed class FieldsTests
{
    private static readonly Fields Body = Fields.OfBody(body => body
        .Text("name", 10, "An")
        .Sometimes
        .Flag("consent", "Of companies.")
        .Optional
        .Number("count", 1, 5, 2)
        .Object("inner", inner => inner.Text("code", 3, "abc")));

    [Fact]
    public void What_follows_Optional_or_Sometimes_is_not_required()
    {
        Assert.Equal(["name"], Body.All.Where(field => field.IsRequired).Select(field => field.Name));
        Assert.Equal(["consent"], Body.All.Where(field => field.IsConditional).Select(field => field.Name));
    }

    [Fact]
    public void The_sample_has_every_member() => Assert.Equal(
        """{"name":"An","consent":true,"count":2,"inner":{"code":"abc"}}""", Body.Sample.ToJsonString());

    [Fact]
    public void Nothing_of_a_query_is_required() =>
        Assert.DoesNotContain(Fields.OfQuery(query => query.Text("a", 1, "a").Page()).All, field => field.IsRequired);

    [Fact]
    public void A_member_is_described_once() =>
        Assert.Throws<InvariantException>(() => Fields.OfBody(body => body.Flag("a").Optional.Flag("a")));
}
