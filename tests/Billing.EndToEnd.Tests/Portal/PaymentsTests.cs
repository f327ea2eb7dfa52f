using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

public sealed class PaymentsTests(PortalFixture portal)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_stands_in_the_payment_history_with_its_receipt()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-receipt");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Pay("₫500,000", gatewayButton: "Pay");
        await Expect(customer.Page.GetByText("Payment of ₫500,000 succeeded")).ToBeVisibleAsync();

        await Expect(customer.PaymentRows).ToHaveCountAsync(1);
        await Expect(customer.PaymentRows).ToContainTextAsync(new Regex("VNPay.*Success.*₫500,000.*Receipt"));
        await customer.PaymentRows.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(customer.Dialog).ToContainTextAsync(new Regex("Number.*R-.*Payer.*Nguyễn Thị Ánh"));
        await Expect(customer.Dialog).ToContainTextAsync(new Regex("Amount paid.*₫500,000.*Credit added.*₫500,000"));

        var file = await customer.Page.RunAndWaitForDownloadAsync(() => customer.Press("Download"));
        Assert.Matches("^R-[0-9A-Z]{26}\\.html$", file.SuggestedFilename);
        var text = await File.ReadAllTextAsync(await file.PathAsync(), Stop);
        Assert.Contains("<td>500000 VND</td>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_choose_among_payments()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-payments");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Pay("₫500,000", gatewayButton: "Cancel");
        await Expect(customer.Page.GetByText("Payment of ₫500,000 failed")).ToBeVisibleAsync();
        await Expect(customer.PaymentRows).ToHaveCountAsync(1);
        await Expect(customer.PaymentRows).ToContainTextAsync("Failed");

        await customer.Page.GetByLabel("Payment status").SelectOptionAsync("success");

        await Expect(customer.Page.GetByText("No payment matches these filters.")).ToBeVisibleAsync();
        await customer.Page.GetByLabel("Payment status").SelectOptionAsync("failed");
        await Expect(customer.PaymentRows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_balance_in_dong_is_paid_in_dollars_at_the_rate_that_was_shown()
    {
        await portal.SetRate("USD", "VND", "26350", Stop);
        var customer = await portal.Visit();
        await customer.SignIn("page-dollars");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new("PayPal in US Dollar") }).CheckAsync();
        await customer.Continue();
        await Expect(customer.Dialog).ToContainTextAsync(new Regex(@"Exchange rate.*\$1\.00 = ₫26,350"));
        await Expect(customer.Dialog).ToContainTextAsync(new Regex(@"Conversion fee.*1\.5%.*Total to pay.*\$19\.26"));

        await customer.Dialog.GetByLabel(new Regex("non-refundable")).CheckAsync();
        await customer.Dialog.GetByRole(AriaRole.Button, new() { Name = "Pay $19.26 with PayPal" }).ClickAsync();
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(customer.Page.GetByText("Payment of ₫500,000 succeeded")).ToBeVisibleAsync();
        await Expect(customer.Balance).ToHaveTextAsync("₫500,000");
        await Expect(customer.PaymentRows).ToContainTextAsync(
            new Regex(@"PayPal.*for ₫500,000 of credit.*Success.*\$19\.26"));
    }
}
