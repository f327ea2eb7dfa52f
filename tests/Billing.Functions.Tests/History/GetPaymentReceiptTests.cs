using Billing.Functions.Tests.Support;
using Billing.History;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.History;

public sealed class GetPaymentReceiptTests(Azurite azurite)
{
    [Fact]
    public async Task A_receipt_is_data_or_a_page_to_print()
    {
        var payments = await SomePayments.Of(azurite);
        var paid = await payments.Add(payments.InDollars());

        var data = VoucherShop.Body(await Run(payments, paid.Id.Value));
        var page = Assert.IsType<ContentResult>(await Run(payments, paid.Id.Value, "?format=html"));

        Assert.Equal($"R-{paid.Id}", data.GetProperty("number").GetString());
        Assert.Equal(payments.Account.Value, data.GetProperty("account").GetString());
        Assert.Equal("An", data.GetProperty("payer").GetProperty("name").GetString());
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
        Assert.Contains("<td>20.4 USD</td>", page.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "", "404 not_found")]
    [InlineData("01KAN0000000000000000000T9", "", "404 not_found")]
    [InlineData("01KAN0000000000000000000T9", "?format=pdf", "422 invalid")]
    public async Task What_is_asked_for_wrongly_is_a_problem(string payment, string query, string expected)
    {
        var payments = await SomePayments.Of(azurite);

        Assert.Equal(expected, (await Run(payments, payment, query)).Summary());
    }

    [Fact]
    public async Task A_payment_that_is_still_open_has_no_receipt()
    {
        var payments = await SomePayments.Of(azurite);
        var open = await payments.Add(payments.InDollars() with
        {
            Status = Billing.TopUps.TopUpStatus.Pending, Credited = null, SettledAt = null,
        });

        Assert.Equal("409 not_paid", (await Run(payments, open.Id.Value)).Summary());
    }

    [Fact]
    public async Task Who_paid_stays_who_it_was_when_the_profile_changes_later()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        await shop.Notice(topUp.Id);
        var before = (await shop.Profiles.Find(shop.Account, default))!.Profile;

        var renamed = before with { Name = "Another name", Email = "another@example.com", Address = "2 Street" };
        await shop.Profiles.Change(shop.Account, renamed, ifMatch: null, default);

        var receipt = VoucherShop.Body(await new GetPaymentReceipt(shop.TopUps, new(shop.Ledger))
            .Run(SomeRequest.Query(""), shop.Account.Value, topUp.Id.Value, default));
        Assert.Equal(before.Name, receipt.GetProperty("payer").GetProperty("name").GetString());
        Assert.Equal(before.Email, receipt.GetProperty("payer").GetProperty("email").GetString());
        var next = await shop.Quote();
        await shop.Start(next);
        Assert.Equal("Another name", (await shop.Stored(next.Id)).PayerName);
    }

    [Fact]
    public async Task Nobody_elses_payment_is_found()
    {
        var (payments, other) = (await SomePayments.Of(azurite), await SomePayments.Of(azurite));
        var paid = await other.Add(other.InDollars());

        Assert.Equal("404 not_found", (await Run(payments, paid.Id.Value)).Summary());
    }

    private static Task<IActionResult> Run(SomePayments payments, string payment, string query = "") =>
        new GetPaymentReceipt(payments.TopUps, new(payments.Ledger))
            .Run(SomeRequest.Query(query), payments.Account.Value, payment, default);
}
