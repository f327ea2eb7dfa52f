using Billing.History;

namespace Billing.Functions.Tests.History;

public sealed class UsageResourceTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("region=eu", null)]
    [InlineData("model=llama-70b;region=eu", "llama-70b")]
    [InlineData("instance=i-7;model=llama-70b", "llama-70b")]
    [InlineData("instance=i-7;region=eu", "i-7")]
    [InlineData("instance=i-7;model=m;resource=r%3D1", "r=1")]
    public void The_first_of_the_known_dimensions_names_it(string dimensions, string? name) =>
        Assert.Equal(name, UsageResource.Of(dimensions).Name);

    [Theory]
    [InlineData(null, "~none")]
    [InlineData("llama", "llama")]
    [InlineData("~none", "~~none")]
    [InlineData("~", "~~")]
    public void It_is_written_so_that_no_name_is_taken_for_none(string? name, string text)
    {
        Assert.Equal(text, new UsageResource(name).ToString());
        Assert.True(UsageResource.TryParse(text, out var read));
        Assert.Equal(name, read.Name);
    }

    [Theory]
    [InlineData("~x")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_texts_are_none(string? text) => Assert.False(UsageResource.TryParse(text, out _));
}
