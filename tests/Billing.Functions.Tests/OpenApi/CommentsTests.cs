using Billing.Accounts;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Functions.Tests.OpenApi;

public sealed class CommentsTests
{
    [Fact]
    public void Types_and_members_have_the_words_of_their_comments()
    {
        var comments = Comments.Of(typeof(PlatformModule).Assembly);

        Assert.Equal("Shows an account's billing profile.", comments.Summary(typeof(GetProfile)));
        Assert.StartsWith("Required of companies", comments.Summary(typeof(BillingProfile), "TaxCode"));
        Assert.Null(comments.Summary(typeof(BillingProfile), "Nothing"));
        Assert.NotNull(comments.Summary(typeof(PageOf<int>)));
    }

    [Fact]
    public void Without_the_file_there_are_no_words_and_no_failure() =>
        Assert.Null(Comments.Of(typeof(CommentsTests).Assembly).Summary(typeof(CommentsTests)));
}
