using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Simulation.Support;

namespace Billing.Simulation.Upgrade;

/// <summary>
/// A past with all that the third build added: plans that were paid, paused, resumed, amended, cancelled and rolled
/// over while usage of before was still on its way, and shares of use that were told.
/// </summary>
public static class GoldenCovers
{
    public const string Acme = "golden-covers";

    public static IReadOnlyList<string> Accounts { get; } = [Acme];

    public static async Task Happen(AppStory story)
    {
        await story.Price("gpu", "seconds", "USD",
            """{"prices":[{"model":"perUnit","per":"3600","price":"2.31"}]}""");
        await story.Customer(Acme, "US", "USD");
        await story.TopUp(Acme, "25", "USD");
        var part = new PlanPart(PlanId.Parse("01KB0000000000000000000000"), 1, "Plan A");
        await story.Pay(new(AccountId.Parse(Acme), part, "plan-pay-1", Usd("4"), story.Now));
        await story.Activate(Acme, "plan-a", Terms("4", 0, 10));
        await Day(story, 0);
        await story.Post(Acme, Changed(story, 1, false, Terms("4", 0, 10)));
        await Day(story, 1);
        await story.Post(Acme, Changed(story, 2, true, Own("6", 0, 11)));
        await Day(story, 2);
        await story.Post(Acme, Changed(story, 3, true, Quota("7", 0, 11)));
        await story.Post(Acme, new MovementFact.CoverActivated("plan-a", 2, Terms("3", 4, 30)));
        await Day(story, 3);
        await story.Post(Acme, Changed(story, 4, true, Quota("7", 0, 4)));
        await Day(story, 4);
        await story.Use(
            Acme, AppStory.Correction(Use(21), "v-21", story.Now), AppStory.Correction(Use(1), "v-1", story.Now));
        for (var day = 5; day < 9; day++) await Day(story, day);
        await story.Sweep();
        await Day(story, 9);
        await story.Post(Acme, new MovementFact.CoverChanged("plan-a", 2, 1, story.Now, false, Terms("10", 4, 30)));
    }

    /// <summary>A use by its number: ten a day, one of them of the day before.</summary>
    public static JsonObject Use(int number) => AppStory.Event(
        Acme, string.Create(CultureInfo.InvariantCulture, $"use-{number}"),
        AppStory.Start.AddMinutes(number / 10 * 1_440 + (number % 10 == 9 ? -300 : number % 10 * 30 + 1)),
        "gpu/seconds", string.Create(CultureInfo.InvariantCulture, $"{number * 37 % 50 * 9.5m + 1}"));

    private static async Task Day(AppStory story, int day)
    {
        story.Pass(hours: 12);
        await story.Use(Acme, Enumerable.Range(day * 10, 10).Where(number => number != 9).Select(Use));
        story.Pass(hours: 12);
    }

    private static MovementFact.CoverChanged Changed(AppStory story, int step, bool pays, CoverTerms terms) =>
        new("plan-a", 1, step, story.Now, pays, terms);

    private static CoverTerms Terms(string total, int from, int until) => new(
        new(true, []), AppStory.Start.AddDays(from), AppStory.Start.AddDays(until), Usd(total), [], false, [],
        RollsOver: true);

    private static CoverTerms Own(string total, int from, int until) => Terms(total, from, until) with
    {
        Prices = [new(new("gpu"), new("seconds"), "", new(Usd("1.75"), Quantity.Of(3_600)))],
    };

    private static CoverTerms Quota(string total, int from, int until) => Terms(total, from, until) with
    {
        Quotas = [new(new("gpu"), null, Quantity.Of(9_000))],
    };

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);
}
