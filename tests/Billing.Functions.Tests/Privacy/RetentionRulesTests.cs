using System.Globalization;
using Billing.Privacy;

namespace Billing.Functions.Tests.Privacy;

public sealed class RetentionRulesTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2037-01-01T00:00:00Z")]
    [InlineData("2026-12-31T23:59:59Z", "2037-01-01T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z", "2038-01-01T00:00:00Z")]
    public void Books_are_kept_to_the_end_of_the_last_of_their_years(string now, string until)
    {
        var rules = new RetentionRules(default, default, default, default, DocumentYears: 10);

        Assert.Equal(
            DateTimeOffset.Parse(until, CultureInfo.InvariantCulture),
            rules.BooksUntil(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
    }
}
