using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class GetBalanceTests(Azurite azurite)
{
    [Fact]
    public async Task The_balance_of_an_open_account_takes_one_read()
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Commit(Opening("12.345"));
        var plan = new FaultPlan();
        var tables = await azurite.Tables(plan);

        var balance = VoucherShop.Body(await new GetBalance(new(tables), new(tables), new FakeTimeProvider(Noon))
            .Run(SomeRequest.Query(""), past.Account.Value, default));

        Assert.Equal(1, plan.Calls);
        Assert.Equal("""{"amount":"12.345","currency":"USD"}""", balance.GetProperty("total").GetRawText());
        Assert.Equal("12.34", balance.GetProperty("display").GetProperty("amount").GetString());
        Assert.Equal(0, balance.GetProperty("plans").GetArrayLength());
        Assert.True(balance.GetProperty("canTopUp").GetBoolean());
    }

    [Fact]
    public async Task Before_any_profile_the_balance_says_what_is_missing_and_after_it_is_nothing_in_its_currency()
    {
        var shop = await VoucherShop.Open(azurite);
        var balance = new GetBalance(shop.Ledger, shop.Profiles, shop.Clock);

        var nobody = VoucherShop.Body(await balance.Run(SomeRequest.Query(""), Account().Value, default));
        var vietnamese = await shop.Customer("VN", "VND");
        var customer = VoucherShop.Body(await balance.Run(SomeRequest.Query(""), vietnamese.Value, default));

        Assert.Equal("billing_profile_required", nobody.GetProperty("missing")[0].GetString());
        Assert.Equal(JsonValueKind.Null, nobody.GetProperty("total").ValueKind);
        Assert.Equal("""{"amount":"0","currency":"VND"}""", customer.GetProperty("total").GetRawText());
    }
}
