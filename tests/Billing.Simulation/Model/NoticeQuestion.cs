using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Notices;
using Billing.Simulation.Support;
using Billing.TopUps;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>
/// What the account was told: each fact is brought to the bus, and from there to its notices. The model knows nothing
/// of documents, whose commits would tell of a low balance sooner than the next usage does: payments are not told on.
/// </summary>
public sealed class NoticeQuestion(App app, SentFacts bus, string account, NaiveAccount model)
{
    private const int MaxAsked = 200;

    public async Task Ask(int newest)
    {
        await app.Get<DeliverOutbox>().Run(new(), default);
        var facts = bus.Take().Where(fact => fact.Subject != TopUpFacts.Settled).ToArray();
        await app.Get<ReceiveBillingFacts>().Run(facts, new SettledMessages(), new FakeDurable(), default);
        var limit = Math.Min(newest, MaxAsked);
        var said = await app.Ask<GetNotices>((verb, request) => verb.Run(request, account, default), $"?limit={limit}");
        Assert.Equal(
            model.Told.AsEnumerable().Reverse().Take(limit),
            said.GetProperty("items").EnumerateArray().Select(it => Said(it, it.GetProperty("data"))));
    }

    private static string Said(JsonElement notice, JsonElement data) => notice.GetProperty("kind").GetString() switch
    {
        "low-balance" => $"low-balance {Words(data, "threshold", "balance")} {Ticks(data, "at")}",
        "plan-used" => $"plan-used {Words(data, "cover", "percent")}",
        var kind => $"{kind} {Words(data, "cover", "service", "source", "eventId")} {Ticks(data, "eventTime")}",
    };

    private static long Ticks(JsonElement data, string name) => data.GetProperty(name).GetDateTimeOffset().UtcTicks;
}
