using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class RedemptionTests
{
    [Fact]
    public void The_first_credit_of_an_account_opens_its_ledger_first()
    {
        var entry = Redemption() with { TimeZone = "Asia/Tokyo" };

        Assert.Equal(
            [new MovementFact.Opened(Currency.Usd, "Asia/Tokyo"), entry.Fact],
            entry.Grant(AccountState.Empty, Noon).Movements.AsEnumerable());
    }

    [Fact]
    public void An_open_ledger_gets_the_credit_alone()
    {
        var open = AccountState.Empty with { Currency = Currency.Usd };

        Assert.Equal([Redemption().Fact], Redemption().Grant(open, Noon).Movements.AsEnumerable());
    }

    [Fact]
    public void The_grant_is_named_by_the_redemption_and_holds_nothing_of_the_code()
    {
        var entry = Redemption("R7").Grant(AccountState.Empty, Noon);

        Assert.Equal(("voucher", Id("R7")), (Assert.Single(entry.Once).Kind, Assert.Single(entry.Once).Key));
        Assert.Equal($"voucher:{Id("R7")}", entry.Movements[^1].Cause);
        Assert.Empty(entry.Outbox);
    }
}
