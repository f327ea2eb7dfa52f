using System.Text.Json;
using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Microsoft.AspNetCore.Mvc;
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

        var balance = VoucherShop.Body(
            await new GetBalance(
                new(tables), new(new(tables)), new(tables), new(new(tables)), new FakeTimeProvider(Noon))
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
        var balance = new GetBalance(shop.Ledger, new(shop.Ledger), shop.Profiles, await Rates(), shop.Clock);

        var nobody = VoucherShop.Body(await balance.Run(SomeRequest.Query(""), Account().Value, default));
        var vietnamese = await shop.Customer("VN", "VND");
        var customer = VoucherShop.Body(await balance.Run(SomeRequest.Query(""), vietnamese.Value, default));

        Assert.Equal("billing_profile_required", nobody.GetProperty("missing")[0].GetString());
        Assert.Equal(JsonValueKind.Null, nobody.GetProperty("total").ValueKind);
        Assert.Equal("""{"amount":"0","currency":"VND"}""", customer.GetProperty("total").GetRawText());
    }

    [Fact]
    public async Task A_balance_is_shown_in_another_currency_beside_its_own_where_there_is_a_rate()
    {
        var shop = await VoucherShop.Open(azurite);
        var account = await shop.Customer("VN", "VND");
        var rates = new ExchangeRateTable(await azurite.Tables());
        await azurite.Table(ExchangeRateTable.Name);
        await rates.Take(SomeRates.Rate("160", "CHF/JPY"), null, default);
        await rates.Take(SomeRates.Rate("30000", "CHF/VND"), null, default);
        var top = new MovementFact.TopUpCredited("pay-vnd", "vnpay", Amount.Parse("1000000", Currency.Vnd));
        await shop.Ledger.Commit(AccountHead.New(account), Entry(Opened("VND"), top), [], default);

        var shown = await Shown("?display=CHF");
        Assert.Equal("""{"amount":"33.33","currency":"CHF"}""", shown.GetProperty("total").GetRawText());
        Assert.Equal("CHF/VND 30000", $"{Text("from")}/{Text("to")} {Text("rate")}");
        Assert.Equal("central bank", Text("source"));
        Assert.Equal(JsonValueKind.Null, (await Shown("?display=VND")).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await Shown("?display=SEK")).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await Shown("")).ValueKind);

        string? Text(string name) => shown.GetProperty(name).GetString();

        async Task<JsonElement> Shown(string query) => VoucherShop.Body(await new GetBalance(
            shop.Ledger, new(shop.Ledger), shop.Profiles, new(rates), shop.Clock)
            .Run(SomeRequest.Query(query), account.Value, default)).GetProperty("approximate");
    }

    [Fact]
    public async Task A_balance_of_the_past_is_what_the_ledger_held_after_the_last_commit_until_then()
    {
        var shop = await VoucherShop.Open(azurite);
        var account = await shop.Customer("US", "USD");
        var (now, head) = (shop.Clock.GetUtcNow(), AccountHead.New(account));
        head = await Commit(Opening("1") with { Time = now.AddHours(-5) });
        head = await Commit(SomeLedger.Usage(head.State, 1, tokens: 10_000_000) with { Time = now.AddHours(-2) });

        Assert.Equal("0 0 0 of commit 0, final", await At(now.AddHours(-5).AddTicks(-1)));
        Assert.Equal("1 1 0 of commit 1, final", await At(now.AddHours(-5)));
        Assert.Equal("1 1 0 of commit 1, final", await At(now.AddHours(-2).AddTicks(-1)));
        Assert.Equal("-0.65 -0.65 0.65 of commit 2, final", await At(now.AddHours(-2)));
        Assert.Equal("-0.65 -0.65 0.65 of commit 2, open", await At(now));
        Assert.Equal(["asOf:in_future"], (await Ask(now.AddSeconds(1))).Faults());
        Assert.Equal("422 invalid", (await Ask(now.AddSeconds(1))).Summary());

        async Task<AccountHead> Commit(LedgerEntry entry) =>
            Assert.IsType<CommitResult.Committed>(await shop.Ledger.Commit(head, entry, [], default)).Head;

        async Task<IActionResult> Ask(DateTimeOffset asOf) =>
            await new GetBalance(shop.Ledger, new(shop.Ledger), shop.Profiles, await Rates(), shop.Clock).Run(
                SomeRequest.Query($"?asOf={Billing.Platform.Rfc3339.Format(asOf)}"), account.Value, default);

        async Task<string> At(DateTimeOffset asOf)
        {
            var balance = VoucherShop.Body(await Ask(asOf));
            string?[] sums = [Sum("total"), Sum("topUp"), Sum("debt")];
            var end = balance.GetProperty("isFinal").GetBoolean() ? "final" : "open";
            return $"{string.Join(' ', sums)} of commit {balance.GetProperty("commit").GetInt64()}, {end}";

            string? Sum(string name) => balance.GetProperty(name).GetProperty("amount").GetString();
        }
    }

    private async Task<ApproximateRates> Rates()
    {
        await azurite.Table(ExchangeRateTable.Name);
        return new(new(await azurite.Tables()));
    }
}
