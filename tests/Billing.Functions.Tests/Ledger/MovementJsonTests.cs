using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class MovementJsonTests
{
    [Fact]
    public void An_activated_cover_is_read_back_with_all_its_terms()
    {
        var terms = Terms("10", Everything, MoneyQuota("4"), UnitQuota("1.5", Training)) with
        {
            Until = null,
            Prices = [Price("0.1", "1000000", "gpu=h100")],
        };
        var text = MovementJson.Write(Activated(terms), Postings.Of(Activated(terms), 0));

        var (fact, postings) = MovementJson.Read(text);

        Assert.Equal(text, MovementJson.Write(fact, postings));
        Assert.Equal("plan:p-1:1", fact.Cause);
        Assert.Equal(["plan-sales -10", "customer:plan 10"], postings.Select(Text));
    }

    [Theory]
    [InlineData("2.5", "customer:plan -2.5, breakage 2.5")]
    [InlineData("0", "")]
    public void An_expired_cover_forfeits_what_is_left(string left, string due)
    {
        var expired = new MovementFact.CoverExpired(new("plan:p-1:1"), Usd(left));
        var text = MovementJson.Write(expired, Postings.Of(expired, 0));

        var (fact, postings) = MovementJson.Read(text);

        Assert.Equal(expired, fact);
        Assert.Equal(due, string.Join(", ", postings.Select(Text)));
    }

    private static string Text(Posting posting) => $"{posting.Account} {posting.Amount.ToDecimalString()}";
}
