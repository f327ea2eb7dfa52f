using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class BalanceTests
{
    // top-up lots, voucher lots (> not valid yet, ! expired), debt | total, display, top-up, voucher
    private const string Table =
        """
        10        | -        | 0      | 10      | 10    | 10      | 0
        10 2.5    | 3        | 0      | 15.5    | 15.5  | 12.5    | 3
        -         | 1.006    | 0      | 1.006   | 1     | 0       | 1.006
        -         | >5 2     | 0      | 2       | 2     | 0       | 2
        -         | !5 2     | 0      | 2       | 2     | 0       | 2
        -         | -        | 0.001  | -0.001  | -0.01 | -0.001  | 0
        -         | 2        | 3      | -1      | -1    | -3      | 2
        """;

    [Fact]
    public void The_total_is_top_up_and_voucher_and_nothing_that_cannot_be_spent_now()
    {
        foreach (var line in Table.Split('\n'))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var balance = Balance.Of(State(cells), Noon);

            var said = new[] { balance.Total, balance.Display, balance.TopUp, balance.Voucher };
            Assert.Equal(cells[3..], said.Select(amount => amount!.Value.ToDecimalString()));
            Assert.Equal(cells[2], balance.Debt!.Value.ToDecimalString());
            Assert.Equal((balance.Total, "0"), (balance.Available, balance.Held!.Value.ToDecimalString()));
            Assert.True(balance.CanTopUp && balance.Missing.IsEmpty);
        }
    }

    [Fact]
    public void Plans_stand_beside_the_total_in_the_order_in_which_they_are_used()
    {
        var later = SomeCover.Terms("7") with { From = Noon.AddTicks(1) };
        var fold = new CoverFold(
            Some.PerUnit("1", "1"), null, TopUp("5"), SomeCover.Activated(
                SomeCover.Terms("9", SomeCover.Everything), "all"),
            SomeCover.Activated(plan: "one"), SomeCover.Activated(later, "next"));
        fold.Use("11");

        var balance = Balance.Of(fold.Book.ToState(), Noon);

        Assert.Equal(("5", "5"), (balance.Total!.Value.ToDecimalString(), balance.Available!.Value.ToDecimalString()));
        Assert.Equal(
            ["plan:one:1 0/10 True", "plan:all:1 8/9 False"],
            balance.Plans.Select(
                it => $"{it.Plan} {it.Remaining.ToDecimalString()}/{it.Total.ToDecimalString()} {it.IsExhausted}"));
    }

    [Fact]
    public void Without_a_profile_credit_cannot_be_added_and_the_reason_is_named()
    {
        var balance = Balance.Unopened(profileCurrency: null);

        Assert.False(balance.CanTopUp);
        Assert.Equal(["billing_profile_required"], balance.Missing.AsEnumerable());
        Assert.Null(balance.Currency);
        Assert.Null(balance.Total);
    }

    [Fact]
    public void With_a_profile_and_no_movement_the_balance_is_nothing_in_its_currency()
    {
        var balance = Balance.Unopened(Currency.Vnd);

        Assert.True(balance.CanTopUp);
        Assert.Equal(Amount.Zero(Currency.Vnd), balance.Total);
    }

    private static AccountState State(string[] cells)
    {
        var lots = new List<Lot>();
        foreach (var text in Items(cells[0]))
            lots.Add(new(new($"t{lots.Count}"), LotKind.TopUp, Usd(text), DateTimeOffset.MinValue, null, [], 1));
        foreach (var text in Items(cells[1]))
        {
            var (from, until) = text[0] switch
            {
                '>' => (Noon.AddTicks(1), Noon.AddDays(1)),
                '!' => (Noon.AddDays(-1), Noon),
                _ => (Noon, Noon.AddTicks(1)),
            };
            lots.Add(new(new($"v{lots.Count}"), LotKind.Voucher, Usd(text.TrimStart('>', '!')), from, until, [], 1));
        }
        return AccountState.Empty with { Currency = Currency.Usd, Lots = [.. lots], DebtUnits = Usd(cells[2]).Units };
    }

    private static string[] Items(string cell) =>
        cell == "-" ? [] : cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
