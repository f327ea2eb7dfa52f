using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class CountrySetTests
{
    [Theory]
    [InlineData("VN, JP", "VN JP", "US FR")]
    [InlineData("all", "VN US", "")]
    [InlineData("all but VN, JP", "US FR", "VN JP")]
    [InlineData("", "", "VN US")]
    [InlineData(null, "", "VN US")]
    public void Countries_are_named_or_all_but_named(string? text, string inside, string outside)
    {
        Assert.True(CountrySet.TryParse(text, out var countries));

        Assert.All(Words(inside), code => Assert.True(countries.Includes(code)));
        Assert.All(Words(outside), code => Assert.False(countries.Includes(code)));
        Assert.Equal(inside.Length == 0, countries.IsNone);
    }

    [Theory]
    [InlineData("Vietnam")]
    [InlineData("VN JP")]
    [InlineData("VN,")]
    [InlineData("VN, VN")]
    [InlineData("XX")]
    [InlineData("all but")]
    [InlineData("all but ")]
    [InlineData("all but all")]
    [InlineData("all VN")]
    public void Anything_else_is_no_list_of_countries(string text) => Assert.False(CountrySet.TryParse(text, out _));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
