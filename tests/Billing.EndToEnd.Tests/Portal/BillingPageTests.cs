using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

public sealed class BillingPageTests(PortalFixture portal)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_adds_credit_applies_a_voucher_and_sees_both_in_the_history()
    {
        var customer = await portal.Visit(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await customer.SignIn("page-walk");
        await Expect(customer.Page.GetByText("No credit yet")).ToBeVisibleAsync();

        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Pay("₫1,000,000", gatewayButton: "Pay");

        await Expect(customer.Page.GetByText("Payment of ₫1,000,000 succeeded")).ToBeVisibleAsync();
        await Expect(customer.Balance).ToHaveTextAsync("₫1,000,000");
        await customer.ApplyVoucher(await portal.VoucherCode("200000", Stop));
        await Expect(customer.Page.GetByText("Your voucher has been applied successfully.")).ToBeVisibleAsync();
        await Expect(customer.Balance).ToHaveTextAsync("₫1,200,000");
        await Expect(customer.HistoryRows).ToHaveCountAsync(2);
        var (newest, oldest) = (customer.HistoryRows.First, customer.HistoryRows.Last);
        await Expect(newest).ToContainTextAsync(new Regex(@"Voucher.*Success.*\+₫200,000"));
        await Expect(oldest).ToContainTextAsync(new Regex(@"Top-up by VNPay.*Success.*\+₫1,000,000"));

        await customer.Page.GetByLabel("Kind").SelectOptionAsync("voucher");
        await Expect(customer.HistoryRows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_the_API_finds_wrong_stands_at_the_fields_that_it_names()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-faults");
        await customer.Press("Add credit");
        await customer.Continue();

        foreach (var label in new[] { "Name", "E-mail", "Address", "Country", "Currency" })
            await Expect(customer.Field(label)).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(customer.Field("Name")).ToBeFocusedAsync();

        await customer.FillProfile();
        var amount = customer.Dialog.GetByLabel("Other amount");
        await amount.FillAsync("499,999");
        await customer.Continue();
        await Expect(amount).ToHaveAccessibleDescriptionAsync("The amount is below the minimum.");
    }

    [Fact]
    public async Task A_payment_cancelled_at_the_gateway_adds_nothing_and_says_so()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-cancel");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Pay("₫500,000", gatewayButton: "Cancel");

        await Expect(customer.Page.GetByText("Payment of ₫500,000 failed")).ToBeVisibleAsync();
        await Expect(customer.Balance).ToHaveTextAsync("₫0");
    }

    [Fact]
    public async Task A_wrong_voucher_code_is_answered_in_the_words_of_the_API()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-voucher");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Dialog.PressAsync("Escape");

        await customer.ApplyVoucher("NOSUCHCODE");

        var alert = customer.Page.GetByRole(AriaRole.Alert).GetByText("There is no such voucher code.");
        await Expect(alert).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_charge_explains_who_paid_how_much_of_it()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-charge");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Dialog.PressAsync("Escape");
        await customer.ApplyVoucher(await portal.VoucherCode("3000", Stop));
        await Expect(customer.Balance).ToHaveTextAsync("₫3,000");
        await portal.Use("page-charge", gigabyteMinutes: 10_000, Stop);
        await customer.Reload();
        await Expect(customer.Balance).ToHaveTextAsync("−₫380");

        await customer.Press(PortalFixture.MarkedUp);

        var legs = customer.Dialog.GetByRole(AriaRole.Row);
        await Expect(legs.Nth(1)).ToContainTextAsync(new Regex("Voucher.*₫3,000"));
        await Expect(legs.Nth(2)).ToContainTextAsync(new Regex("Debt.*₫380"));
        await Expect(legs.Last).ToContainTextAsync(new Regex("Total.*10,000.*₫3,380"));
        await Expect(customer.Page.Locator("#debt")).ToContainTextAsync("Debt: ₫380");
    }

    [Fact]
    public async Task A_charge_that_was_taken_back_stands_beside_what_gave_it_back()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-reversal");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await customer.Dialog.PressAsync("Escape");
        await portal.Use("page-reversal", gigabyteMinutes: 10_000, Stop);
        await portal.TakeBack("page-reversal", Stop);
        await customer.Reload();

        await Expect(customer.Balance).ToHaveTextAsync("₫0");
        await Expect(customer.HistoryRows).ToHaveCountAsync(2);
        var back = customer.HistoryRows.Filter(new() { HasText = "Usage that was taken back" });
        await Expect(back).ToContainTextAsync(new Regex(@"model-hub.*Success.*\+₫3,380"));
        await customer.Page.GetByLabel("Kind").SelectOptionAsync("reversal");
        await Expect(customer.HistoryRows).ToHaveCountAsync(1);
        await customer.Page.GetByLabel("Kind").SelectOptionAsync("usage");
        await customer.Press(PortalFixture.MarkedUp);
        await Expect(customer.Dialog).ToContainTextAsync(new Regex("Taken back.*page-reversal-2"));
    }

    [Fact]
    public async Task The_page_fits_a_telephone_in_the_dark_and_fetches_nothing_from_elsewhere()
    {
        var strangers = new List<string>();
        var home = (await portal.Host).Address.AbsoluteUri;
        var customer = await portal.Visit(new()
        {
            ViewportSize = new() { Width = 360, Height = 740 },
            ColorScheme = ColorScheme.Dark,
        });
        customer.Page.Request += (_, request) => Note(request.Url);
        await customer.Page.ReloadAsync();
        await customer.SignIn("page-telephone");
        await customer.Press("Add credit");
        await Expect(customer.Dialog.GetByLabel("Country")).ToBeVisibleAsync();

        Assert.Equal(0, await customer.Overflow());
        Assert.Empty(strangers);

        void Note(string url)
        {
            if (!url.StartsWith(home, StringComparison.Ordinal)) strangers.Add(url);
        }
    }

    [Fact]
    public async Task Amounts_are_shown_digit_by_digit()
    {
        var customer = await portal.Visit();

        var shown = await customer.Page.EvaluateAsync<string[]>("""
            async () => {
              const { amountText } = await import("/api/portal/scripts/money.js");
              return [
                amountText({ amount: "9007199254740993.0000000001", currency: "USD" }),
                amountText({ amount: "-0.002233759", currency: "USD" }, { signed: true }),
                amountText({ amount: "500000", currency: "VND" }),
                amountText({ amount: "25", currency: "USD" }),
              ];
            }
            """);

        Assert.Equal(["$9,007,199,254,740,993.0000000001", "−$0.002233759", "₫500,000", "$25.00"], shown);
    }
}
