using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Notices;
using Billing.Simulation.Support;
using Billing.TopUps;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>What the account was told: each fact is brought to the bus, and from there to its notices.</summary>
public sealed class NoticeQuestion(App app, SentFacts bus, string account, NaiveAccount model)
{
    private const int MaxAsked = 200;

    public async Task Ask(int newest)
    {
        await app.Get<DeliverOutbox>().Run(new(), default);
        await app.Get<ReceiveBillingFacts>().Run(bus.Take(), new SettledMessages(), new FakeDurable(), default);
        var limit = Math.Min(newest, MaxAsked);
        var said = await app.Ask<GetNotices>((verb, request) => verb.Run(request, account, default), "?limit=200");
        var raised = said.GetProperty("items").EnumerateArray().Where(IsRaised).Take(limit)
            .Select(it => Said(it, it.GetProperty("data"))).ToList();
        var isWhole = said.GetProperty("next").ValueKind == JsonValueKind.Null;
        Assert.Equal(model.Told.AsEnumerable().Reverse().Take(isWhole ? limit : raised.Count), raised);
    }

    /// <summary>The model knows nothing of payments' news and documents.</summary>
    private static bool IsRaised(JsonElement notice) =>
        notice.GetProperty("kind").GetString() is not (TopUpFacts.Settled or InvoiceNews.Ready);

    private static string Said(JsonElement notice, JsonElement data) => notice.GetProperty("kind").GetString() switch
    {
        "low-balance" => $"low-balance {Words(data, "threshold", "balance")} {Ticks(data, "at")}",
        "plan-used" => $"plan-used {Words(data, "cover", "percent")}",
        var kind => $"{kind} {Words(data, "cover", "service", "source", "eventId")} {Ticks(data, "eventTime")}",
    };

    private static long Ticks(JsonElement data, string name) => data.GetProperty(name).GetDateTimeOffset().UtcTicks;
}
