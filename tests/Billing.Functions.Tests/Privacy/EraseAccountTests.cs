using System.Text.Json;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Privacy;

public sealed class EraseAccountTests(Azurite azurite)
{
    private const string Quote = """{"amount":{"amount":"500000","currency":"VND"},"method":"vnpay"}""";

    private static readonly RetentionRules Rules = new(
        TimeSpan.FromDays(90), TimeSpan.FromDays(60), TimeSpan.FromDays(400), TimeSpan.FromDays(90), DocumentYears: 10);

    [Fact]
    public async Task Nobody_is_named_any_more_and_ledger_and_documents_stay()
    {
        var office = await ErasureOffice.Open(azurite);
        var plan = await office.EndedPlan(azurite);
        await office.Name();
        Assert.Equal(5, (await office.Named()).Select(it => it.Split(':')[0]).Distinct().Count());
        var (credit, before) = (await office.Shop.Credit(), await office.Shop.Stored(office.Payment));

        var answer = Body(await Erase(office));

        Assert.Empty(await office.Named());
        Assert.Equal(
            """{"profiles":1,"payments":1,"plans":1,"planRequests":1,"notices":1,"setAsideFacts":1}""",
            answer.GetProperty("erased").GetRawText());
        Assert.Equal(500_000, credit);
        Assert.Equal(credit, await office.Shop.Credit());
        Assert.Equal(["Shopper"], await office.Buyers());
        Assert.Equal(
            $"{before with { Email = ErasedText.Word, PayerName = ErasedText.Word }}",
            $"{await office.Shop.Stored(office.Payment)}");
        Assert.Equal(plan.Wishes.Single().By, (await office.Shop.Stored(plan)).Wishes.Single().By);
    }

    [Fact]
    public async Task The_answer_says_what_is_kept_and_until_when()
    {
        var office = await ErasureOffice.Open(azurite);
        var now = office.Shop.Clock.GetUtcNow();

        var kept = Body(await Erase(office)).GetProperty("kept").EnumerateArray().ToDictionary(
            it => it.GetProperty("what").GetString()!,
            it => it.GetProperty("until") is { ValueKind: JsonValueKind.String } until
                ? until.GetDateTimeOffset()
                : (DateTimeOffset?)null);

        Assert.Null(kept["ledger"]);
        Assert.Equal(new DateTimeOffset(now.Year + 11, 1, 1, 0, 0, 0, TimeSpan.Zero), kept["documents"]);
        Assert.Equal(kept["documents"], kept["bankTransfers"]);
        Assert.Equal(now.AddDays(90), kept["storedAnswers"]);
        Assert.Equal(now.AddDays(60), kept["paymentNotices"]);
    }

    [Fact]
    public async Task Erasing_again_finds_nothing_to_erase()
    {
        var office = await ErasureOffice.Open(azurite);
        await office.Name();
        await Erase(office);

        var again = Body(await Erase(office)).GetProperty("erased").EnumerateObject();

        Assert.All(again, kind => Assert.Equal(0, kind.Value.GetInt32()));
    }

    [Fact]
    public async Task The_account_is_used_again_only_with_a_new_profile_in_its_own_currency()
    {
        var office = await ErasureOffice.Open(azurite);
        var (shop, early) = (office.Shop, await office.Shop.Quote());
        await Erase(office);

        var erased = ProfileAnswer.Of((await shop.Profiles.Find(shop.Account, default))!.Profile);
        Assert.True(erased is { Erased: true, CurrencyLocked: true, Name: "erased", Currency: "VND", Country: "VN" });
        Assert.EndsWith("billing_profile_required", (await shop.Quote(Quote)).Summary());
        Assert.EndsWith("billing_profile_required", (await shop.Start(early)).Summary());
        Assert.Null(await shop.Profiles.LockCurrency(shop.Account, default));

        var other = SomeProfile.In("US", "USD");
        Assert.False((await shop.Profiles.Change(shop.Account, other, null, default)).IsAccepted(out _, out _));
        await shop.SaveProfile();
        Assert.Equal(201, Assert.IsType<ObjectResult>(await shop.Quote(Quote)).StatusCode);
        Assert.False((await shop.Profiles.Find(shop.Account, default))!.Profile.IsErased);
    }

    [Fact]
    public async Task An_account_that_nobody_knows_is_not_found()
    {
        var office = await ErasureOffice.Open(azurite);

        Assert.Equal("404 not_found", (await Erase(office, "nobody-at-all")).Summary());
    }

    private static JsonElement Body(IActionResult answer) => JsonSerializer.SerializeToElement(
        Assert.IsType<OkObjectResult>(answer).Value, Billing.Platform.Json.Options);

    private static Task<IActionResult> Erase(ErasureOffice office, string? account = null)
    {
        var request = SomeRequest.Json("");
        request.HttpContext.SetCaller(new("adam", [Role.Admin]));
        var verb = new EraseAccount(office.Desk, Rules, office.Shop.Clock, NullLogger<EraseAccount>.Instance);
        return verb.Run(request, account ?? office.Account.Value, default);
    }
}
