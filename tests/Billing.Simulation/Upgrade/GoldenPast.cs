using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Simulation.Support;

namespace Billing.Simulation.Upgrade;

/// <summary>
/// A rich past that needs only what the first build could do: every price model, tiers over a month's end, dimensions,
/// vouchers with scope and end, top-ups, debt and its settlement, quarantine and its release, three currencies.
/// </summary>
public static class GoldenPast
{
    public const string Acme = "golden-acme";
    public const string Debtor = "golden-debtor";
    public const string Hanoi = "golden-hanoi";
    public const string Tokyo = "golden-tokyo";

    private static readonly string[] Meters =
        ["ai-inference/tokens", "gpu/seconds", "storage/gb", "training/jobs", "ai-inference/calls"];

    public static IReadOnlyList<string> Accounts { get; } = [Acme, Debtor, Hanoi, Tokyo];

    public static async Task Happen(AppStory story)
    {
        await Prices(story);
        await story.Customer(Acme, "US", "USD");
        await story.Customer(Debtor, "DE", "USD");
        await story.Customer(Hanoi, "VN", "VND");
        await story.Customer(Tokyo, "JP", "JPY");
        await story.Voucher(Acme, "GOLDEN0001", "3.00", "USD", days: 2, "gpu");
        await story.Voucher(Acme, "GOLDEN0002", "7.50", "USD", days: 4);
        await story.Voucher(Acme, "GOLDEN0003", "2.25", "USD");
        await story.Voucher(Acme, "GOLDEN0005", "0.11", "USD", days: 60, "storage", "training");
        await story.TopUp(Acme, "25", "USD");
        story.Pass(hours: 2);
        for (var day = 0; day < 6; day++) await Day(story, day);
        await Kept(story);
        await Debts(story);
    }

    private static async Task Prices(AppStory story)
    {
        const string Tokens =
            """
            {"prices":[{"model":"perUnit","per":"1000000","price":"0.165"},
            {"when":[{"name":"model","value":"llama-70b"}],"model":"perUnit","per":"1000000","price":"0.59"},
            {"when":[{"name":"model","value":"llama-70b"},{"name":"region","value":"eu"}],
            "model":"perUnit","per":"1000000","price":"0.61"}]}
            """;
        const string Seconds =
            """
            {"roundUpTo":"15","minimumQuantity":"20","prices":[{"model":"graduated","per":"3600",
            "tiers":[{"upTo":"3600","price":"2.31"},{"upTo":"20000.5","price":"1.9"},{"price":"1.0000000001"}]}]}
            """;
        await story.Price("ai-inference", "tokens", "USD", Tokens);
        await story.Price("gpu", "seconds", "USD", Seconds);
        await story.Price("gpu", "seconds", "USD", Seconds.Replace("2.31", "2.29", StringComparison.Ordinal),
            AppStory.Start.AddDays(3));
        await story.Price("storage", "gb", "USD",
            """{"prices":[{"model":"volume","per":"1","tiers":[{"upTo":"100","price":"0.02"},{"price":"0.013"}]}]}""");
        await story.Price("training", "jobs", "USD", """{"prices":[{"model":"package","per":"10","price":"3"}]}""");
        await story.Price("ai-inference", "calls", "USD",
            """{"minimumCharge":"0.0001","prices":[{"model":"perUnit","per":"1000","price":"0.00007"}]}""");
        foreach (var (currency, price) in (IEnumerable<(string, string)>)[("VND", "4100.5"), ("JPY", "24.75")])
            await story.Price("ai-inference", "tokens", currency,
                $$$"""{"prices":[{"model":"perUnit","per":"1000000","price":"{{{price}}}"}]}""");
    }

    /// <summary>Usage in four batches a day, each with some events of before once more.</summary>
    private static async Task Day(AppStory story, int day)
    {
        if (day == 3) await story.TopUp(Hanoi, "500000", "VND");
        if (day == 4) await story.TopUp(Tokyo, "3000", "JPY");
        for (var batch = 0; batch < 4; batch++)
        {
            var first = (day * 4 + batch) * 12;
            var from = story.Now;
            await story.Use(Acme, Enumerable.Range(Math.Max(0, first - 3), 15).Select(n => Use(n)));
            await story.Use(Hanoi, Tokens(Hanoi, first, from, "750000"), Tokens(Hanoi, first + 1, from, "1.000001"));
            await story.Use(Tokyo, Tokens(Tokyo, first, from, "333333"), Tokens(Tokyo, first + 1, from, "0"));
            story.Pass(hours: 6);
        }
    }

    /// <summary>An event by its number: time and content follow from it, so that it can be sent again.</summary>
    public static JsonObject Use(int number)
    {
        var time = AppStory.Start.AddHours(number / 12 * 6).AddMinutes(number % 12 * 7).AddTicks(number * 10_001);
        var meter = Meters[number * 7 % Meters.Length];
        var quantity = (number * 37 % 50 + 1) * Step(meter);
        var dimensions = number % 3 == 0 ? "" : number % 3 == 1 ? "model=llama-70b" : "model=llama-70b;region=eu";
        var json = AppStory.Event(
            Acme, Name(number), time, meter, quantity.ToString(CultureInfo.InvariantCulture), dimensions);
        if (number % 5 == 0) json["data"]!["description"] = $"Job {number % 4}: {{quantity}} of work";
        return json;
    }

    private static decimal Step(string meter) => meter switch
    {
        "ai-inference/tokens" => 40_000.25m,
        "gpu/seconds" => 4.5m,
        "storage/gb" => 0.75m,
        _ => 0.05m,
    };

    private static string Name(int number) => number % 2 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"event-{number}")
        : string.Create(CultureInfo.InvariantCulture, $"6f9619ff-8b86-d011-b42d-{number:x12}");

    private static JsonObject Tokens(string account, int number, DateTimeOffset time, string quantity) =>
        AppStory.Event(account, Name(number), time, "ai-inference/tokens", quantity);

    private static async Task Kept(AppStory story)
    {
        var now = story.Now;
        var conflict = Use(4);
        conflict["data"]!["quantity"] = "999";
        var broken = AppStory.Event(Acme, "broken", now, "gpu/seconds", "-1");
        await story.Use(
            Acme, conflict, broken,
            AppStory.Event(Acme, "unpriced", now, "gpu/disks", "5"),
            AppStory.Event(Acme, "no-price-at-all", now, "gpu/fans", "5"),
            AppStory.Event(Acme, "ahead", now.AddMinutes(6), "gpu/seconds", "60"),
            AppStory.Event(Acme, "old", now.AddDays(-36), "gpu/seconds", "60"));
        await story.Price("gpu", "disks", "USD", """{"prices":[{"model":"perUnit","per":"1","price":"0.01"}]}""");
        story.Pass(hours: 1);
        await story.Replay(Acme, "unpriced");
        await story.Replay(Acme, "old");
    }

    private static async Task Debts(AppStory story)
    {
        var from = story.Now;
        await story.Use(Debtor, Enumerable.Range(0, 40).Select(n =>
            Tokens(Debtor, n, from.AddSeconds(-n * 100), $"{7_000_000 + n}")));
        story.Pass(hours: 1);
        await story.TopUp(Debtor, "30", "USD");
        story.Pass(hours: 1);
        await story.TopUp(Debtor, "60", "USD");
        await story.Use(Debtor, Tokens(Debtor, 41, from, "300000000"));
        await story.Voucher(Debtor, "GOLDEN0004", "1", "USD", days: 9, "gpu", "storage");
    }
}
