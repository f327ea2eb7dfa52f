using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Support;

namespace Billing.Simulation.Upgrade;

/// <summary>
/// A past with all that the second build added: plans with quotas and own prices that are used up, ended credit that
/// was swept, usage that was voided and amended, whoever had paid for it, and money that events state themselves.
/// </summary>
public static class GoldenPlans
{
    public const string Acme = "golden-plans";

    private static readonly string[] Meters = ["gpu/seconds", "ai-inference/tokens", "storage/gb"];

    public static IReadOnlyList<string> Accounts { get; } = [Acme];

    public static async Task Happen(AppStory story)
    {
        await story.Price("gpu", "seconds", "USD",
            """{"roundUpTo":"15","prices":[{"model":"graduated","per":"3600","""
            + """ "tiers":[{"upTo":"3600","price":"2.31"},{"price":"1.9"}]}]}""");
        await story.Price("ai-inference", "tokens", "USD",
            """{"prices":[{"model":"perUnit","per":"1000000","price":"0.165"}]}""");
        await story.Price("storage", "gb", "USD",
            """{"prices":[{"model":"volume","per":"1","tiers":[{"upTo":"100","price":"0.02"},{"price":"0.013"}]}]}""");
        await story.Price("market", "fees", "USD", """{"prices":[{"model":"percentage","basisPoints":1500}]}""");
        await story.Customer(Acme, "US", "USD");
        await story.TopUp(Acme, "25", "USD");
        await story.Voucher(Acme, "GOLDEN0020", "0.75", "USD", days: 2, "storage");
        await story.Voucher(Acme, "GOLDEN0021", "0.3", "USD", days: 3, "gpu");
        await story.Activate(Acme, "plan-gpu", Gpu());
        await story.Activate(Acme, "plan-all", All());
        for (var day = 0; day < 8; day++) await Day(story, day);
        await story.Use(Acme, Fee("fee-1", story.Now.AddHours(-1)));
        story.Pass(hours: 24 * 4);
        await story.Sweep();
    }

    /// <summary>A use by its number: time and content follow from it.</summary>
    public static JsonObject Use(int number) => AppStory.Event(
        Acme, Name(number), AppStory.Start.AddMinutes(number / 10 * 1_440 + number % 10 * 30 + 1), Meters[number % 3],
        ((number * 37 % 50 + 1) * Step(number % 3)).ToString(CultureInfo.InvariantCulture));

    public static JsonObject Void(int number) => AppStory.Correction(Use(number), $"v-{number}", Later(number));

    public static JsonObject Amend(int number)
    {
        var use = Use(number);
        use["data"]!["quantity"] = "3.25";
        return AppStory.Correction(Use(number), $"a-{number}", Later(number), use);
    }

    private static async Task Day(AppStory story, int day)
    {
        story.Pass(hours: 6);
        await story.Use(Acme, Enumerable.Range(day * 10, 10).Select(Use));
        story.Pass(hours: 6);
        if (day % 2 == 1) await story.Use(Acme, Void(day * 10 - 4), Amend(day * 10 - 1), Void(day * 10 + 2));
        story.Pass(hours: 12);
    }

    private static CoverTerms Gpu() => new(
        new(false, [new("gpu")]), AppStory.Start, AppStory.Start.AddDays(5), Usd("2"),
        [new(new("gpu"), null, Quantity.Of(4_000))], false,
        [new(new("gpu"), new("seconds"), "", new(Usd("1.75"), Quantity.Of(3_600)))]);

    private static CoverTerms All() => new(
        new(true, [new("market")]), AppStory.Start.AddHours(12), AppStory.Start.AddDays(40), Usd("5"),
        [new(new("storage"), Usd("0.4"), null)], false, []);

    private static JsonObject Fee(string id, DateTimeOffset time)
    {
        var fee = AppStory.Event(Acme, id, time, "market/fees", "12.5");
        fee["data"]!["currency"] = "USD";
        return fee;
    }

    private static DateTimeOffset Later(int number) =>
        AppStory.Start.AddMinutes(number / 10 * 1_440 + 330 + number % 10);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"use-{number}");

    private static decimal Step(int meter) => meter switch { 0 => 9.5m, 1 => 40_000.25m, _ => 0.5m };

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);
}
