using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class AccountBookGuardsTests
{
    private static readonly Amount Dong = Amount.OfMinor(5, Currency.Vnd);

    [Fact]
    public void No_money_moves_before_the_account_is_open()
    {
        var book = AccountBook.From(AccountState.Empty);

        Refused("An account has a currency", () => book.Apply(TopUp("1"), 1, Noon));
        Refused("An account has a currency", () => book.Draw(Inference, Noon, Noon, Quantity.Of(1), Usd("1")));
    }

    [Fact]
    public void Grants_and_plans_are_positive_and_in_the_accounts_currency()
    {
        foreach (var wrong in new[] { Usd("0"), Usd("-1"), Dong })
        {
            Refused("A credit is positive", () => Book().Apply(Voucher("1") with { Amount = wrong }, 9, Noon));
            var plan = SomeCover.Activated(SomeCover.Terms() with { Total = wrong });
            Refused("A credit is positive", () => Book().Apply(plan, 9, Noon));
        }
    }

    [Fact]
    public void Thresholds_and_lines_are_in_the_accounts_currency()
    {
        var thresholds = new MovementFact.ThresholdsSet(true, [Usd("1"), Dong]);

        Refused("Thresholds are in the currency", () => Book().Apply(thresholds, 9, Noon));
        Refused("A line is in", () => Book().Draw(Inference, Noon, Noon, Quantity.Of(1), Dong));
        Refused("A line is in", () => Book().Apply(Free() with { Amount = Amount.Zero(Currency.Vnd) }, Noon));
        Refused("A line charges", () => Book().Draw(Inference, Noon, Noon, Quantity.Of(1), Usd("-1")));
        Refused("A line charges", () => Book().Draw(Inference, Noon, Noon, Quantity.Of(-1), Usd("1")));
    }

    [Fact]
    public void A_top_up_that_the_debt_takes_whole_leaves_no_lot()
    {
        var book = Book();
        var drawn = book.Draw(Inference, Noon, Noon, Quantity.Of(1), Usd("5")).Legs;
        book.Apply(Free() with { Amount = Usd("5"), Legs = drawn }, Noon);

        book.Apply(TopUp("5"), 9, Noon);

        Assert.Equal(0, book.DebtUnits);
        Assert.Empty(book.ToState().Lots);
    }

    private static RatedLine Free() => new(
        "s", "id", Noon, Inference, InputTokens, "", "", "p@1", Quantity.Zero, Quantity.Of(1), Quantity.Of(1), Usd("0"),
        [], false);

    private static AccountBook Book()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        return book;
    }

    private static void Refused(string rule, Action act) =>
        Assert.StartsWith(rule, Assert.Throws<InvariantException>(act).Message, StringComparison.Ordinal);
}
