using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps;

public sealed class StartTopUpTests(Azurite azurite)
{
    private static readonly DateTimeOffset Later = SomeTopUp.Now.AddDays(1);

    [Fact]
    public async Task A_confirmed_quote_stands_before_the_customer_learns_where_to_pay()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var quote = await shop.Quote();

        var answer = Assert.IsType<ObjectResult>(await shop.Start(quote));

        var stored = await shop.Stored(quote.Id);
        Assert.Equal(201, answer.StatusCode);
        Assert.Equal(TopUpStatus.Pending, stored.Status);
        Assert.Equal(new Consent("2026-11", SomeTopUp.Now), stored.Consent);
        Assert.StartsWith(SomeTopUp.Terminal.PayUrl.AbsoluteUri, stored.RedirectUrl, StringComparison.Ordinal);
        Assert.Equal(SomeTopUp.Now.AddMinutes(3), Assert.Single(await shop.PollsBefore(Later)).Due);
        Assert.True((await shop.Profiles.Find(shop.Account, default))!.Profile.IsCurrencyLocked);
        Assert.Equal(0, await shop.Credit());
        Assert.Equal("VND", (await shop.Ledger.Load(shop.Account, default)).State.RequiredCurrency.Code);
    }

    [Fact]
    public async Task Confirming_again_is_the_same_top_up_even_when_the_quote_has_expired()
    {
        var shop = await TopUpShop.Open(azurite);
        var first = await shop.Started();
        shop.Clock.Advance(TimeSpan.FromMinutes(20));
        var quote = (await shop.Quotes.Find(shop.Account, first.Id, default))!;

        Assert.Equal(201, Assert.IsType<ObjectResult>(await shop.Start(quote)).StatusCode);
        Assert.Equal("422 invalid", (await shop.Start(quote, accepts: false)).Summary());

        Assert.Equal(first, await shop.Stored(first.Id));
    }

    [Fact]
    public async Task An_account_that_holds_too_many_lots_starts_no_payment()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        await shop.HoldLots(TopUp.MaxLots);

        Assert.Equal("409 too_many_open_lots", (await shop.Start(await shop.Quote())).Summary());
    }

    [Fact]
    public async Task Eight_confirmations_at_once_are_one_top_up()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var quote = await shop.Quote();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Start(quote)));

        Assert.All(answers, answer => Assert.Equal(201, Assert.IsType<ObjectResult>(answer).StatusCode));
        Assert.Single(await shop.PollsBefore(Later));
        Assert.Equal(0, await shop.Credit());
    }

    [Fact]
    public async Task Each_refusal_has_its_answer_and_writes_nothing()
    {
        var shop = await TopUpShop.Open(azurite);
        var quote = await shop.Quote();
        Assert.Equal("409 billing_profile_required", (await shop.Start(quote)).Summary());
        await shop.SaveProfile();

        var consent = await shop.Start(quote, accepts: false);
        var terms = await shop.Start(quote, terms: "2025-01");
        var unknown = await shop.Start(quote with { Id = SomeTopUp.Id });
        shop.Clock.Advance(TopUpQuote.ValidFor);
        var expired = await shop.Start(quote);

        Assert.Equal(["acceptTerms:consent_required"], consent.Faults());
        Assert.Equal(["termsVersion:terms_outdated"], terms.Faults());
        Assert.Equal("404 not_found", unknown.Summary());
        Assert.Equal("409 quote_expired", expired.Summary());
        Assert.Null(await shop.TopUps.Find(shop.Account, quote.Id, default));
        Assert.Empty(await shop.PollsBefore(Later));
        Assert.False((await shop.Profiles.Find(shop.Account, default))!.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task A_quote_in_a_currency_that_is_no_longer_the_accounts_has_changed()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var quote = await shop.Quote();
        await shop.SaveProfile("JP", "JPY");

        Assert.Equal("409 quote_changed", (await shop.Start(quote)).Summary());
    }

    [Theory]
    [InlineData("{}", "quoteId:required acceptTerms:required termsVersion:required")]
    [InlineData("""{"quoteId":"x","acceptTerms":"yes","termsVersion":1,"amount":5}""",
        "quoteId:invalid acceptTerms:type termsVersion:type amount:unknown_member")]
    public async Task A_bad_body_names_all_its_faults(string body, string faults)
    {
        var shop = await TopUpShop.Open(azurite);

        Assert.Equal(faults.Split(' '), (await shop.Start(body)).Faults());
    }

    [Fact]
    public async Task A_start_that_breaks_at_any_storage_call_can_be_repeated_and_paid_once()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await TopUpShop.Open(azurite);
            await shop.SaveProfile();
            var quote = await shop.Quote();
            await Broken(async () => await (await shop.With(azurite, plan)).Start(quote));

            Assert.Equal(201, Assert.IsType<ObjectResult>(await shop.Start(quote)).StatusCode);
            Assert.Equal("00", await shop.Notice(quote.Id));
            Assert.Equal(SomeTopUp.Paid.ToMinor(), await shop.Credit());
            await Drain(shop);
        });

        TestContext.Current.SendDiagnosticMessage($"{tried} crash points of a start that is repeated");
        Assert.True(tried >= 90, $"{tried}");
    }

    [Fact]
    public async Task A_start_that_breaks_and_is_never_repeated_leaves_nothing_pending()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var shop = await TopUpShop.Open(azurite);
            await shop.SaveProfile();
            var quote = await shop.Quote();
            await Broken(async () => await (await shop.With(azurite, plan)).Start(quote));

            await Drain(shop);
            Assert.True(
                (await shop.TopUps.Find(shop.Account, quote.Id, default))?.TopUp.Status is null or TopUpStatus.Expired);
            Assert.Equal(0, await shop.Credit());
        });

        Assert.True(tried >= 90, $"{tried}");
    }

    /// <summary>Asks about this customer's payments at each time that is due, until none is left.</summary>
    private static async Task Drain(TopUpShop shop)
    {
        for (var run = 0; run < 8 && await shop.PollsBefore(Later) is { Count: > 0 } due; run++)
        {
            shop.Clock.Advance(TimeSpan.FromHours(1));
            foreach (var poll in due) await shop.Polling.Ask(poll, default);
        }

        Assert.Empty(await shop.PollsBefore(Later));
    }

    private static async Task Broken(Func<Task> start)
    {
        try
        {
            await start();
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
        {
            TestContext.Current.SendDiagnosticMessage(fault.Message);
        }
    }
}
