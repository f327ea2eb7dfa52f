using System.Buffers.Text;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class PageTests
{
    private const string Scope = "/api/v1/things\nstatus=success";

    private static readonly Page First = new(50, Scope, After: null);

    [Fact]
    public void A_cursor_resumes_where_its_page_ended()
    {
        var cursor = First.Next("20261122|0000000000000000042")!;

        Assert.True(Page.TryResume(cursor, 20, Scope, out var second));
        Assert.Equal(new Page(20, Scope, "20261122|0000000000000000042"), second);
    }

    [Fact]
    public void The_last_page_has_no_cursor() => Assert.Null(First.Next(null));

    [Fact]
    public void A_cursor_of_another_query_is_refused() =>
        Assert.False(Page.TryResume(First.Next("x")!, 50, "/api/v1/things\nstatus=failed", out _));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AQ")]
    [InlineData("not base64 url!")]
    [InlineData("../../etc/passwd")]
    [InlineData("AQAAAAAAAAAAeA")]
    public void What_is_no_cursor_is_refused(string cursor) => Assert.False(Page.TryResume(cursor, 50, Scope, out _));

    [Fact]
    public void Ten_thousand_characters_are_no_cursor() =>
        Assert.False(Page.TryResume(new string('A', 10_000), 50, Scope, out _));

    [Fact]
    public void A_cursor_changed_in_any_byte_is_refused()
    {
        var good = Base64Url.DecodeFromChars(First.Next("position")!);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 1;

            Assert.False(Page.TryResume(Base64Url.EncodeToString(bad), 50, Scope, out _));
        }
    }

    [Fact]
    public void A_position_that_fits_no_cursor_is_a_bug() =>
        Assert.Throws<InvariantException>(() => First.Next(new string('x', Page.MaxPositionLength + 1)));

    [Fact]
    public void The_longest_position_comes_back()
    {
        var longest = new string('x', Page.MaxPositionLength);

        Assert.True(Page.TryResume(First.Next(longest)!, 50, Scope, out var page));
        Assert.Equal(longest, page.After);
    }
}
