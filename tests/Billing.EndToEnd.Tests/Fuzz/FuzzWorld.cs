using System.Globalization;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;
using Billing.EndToEnd.Tests.TopUps;
using Billing.Functions.Tests.Support;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>
/// A running app with accounts that may change, one that must not, and what a caller could know of them.
/// </summary>
internal sealed class FuzzWorld(RunningHost host)
{
    public static readonly string[] StaffAndServices = ["service", "sales", "finance", "admin"];

    private const int ActorCount = 4;

    private readonly Dictionary<string, string> _tokens = [];
    private readonly Dictionary<string, string> _topUps = [];
    private readonly List<Buyer> _actors = [];
    private Buyer _victim = null!;
    private string _untouched = "";
    private string _plan = "";

    public RunningHost Host => host;

    public IReadOnlyList<FuzzRoute> Routes { get; private set; } = [];

    public IReadOnlyList<string> Actors => [.. _actors.Select(actor => $"{actor.Account}")];

    public string Victim => $"{_victim.Account}";

    public ForgedNotices Notices { get; private set; } = null!;

    public IReadOnlyList<string> Cursors { get; private set; } = [];

    public IReadOnlyList<string> BadTokens { get; private set; } = [];

    public static async Task<FuzzWorld> Make(RunningHost host, CancellationToken stop)
    {
        var world = new FuzzWorld(host);
        using var document = await host.Http.GetAsync(new Uri("api/openapi.json", UriKind.Relative), stop);
        world.Routes = FuzzRoute.All(JsonNode.Parse(await document.Content.ReadAsStringAsync(stop))!);
        foreach (var role in StaffAndServices) world._tokens[role] = await host.Api.Token(role, role, null, stop);
        for (var i = 0; i < ActorCount; i++)
            world._actors.Add(await world.Customer(string.Create(CultureInfo.InvariantCulture, $"actor-{i}"), stop));
        world._victim = await world.Customer("victim", stop);
        world.Notices = new(await world._victim.StartId(stop));
        await world.OfferPlan(stop);
        world.Cursors = await world.FindCursors(stop);
        world.BadTokens = await FuzzTokens.Bad(host, world._tokens["victim"], stop);
        world._untouched = await world._victim.Rows(stop);
        return world;
    }

    /// <summary>A whole header; null where everybody may call.</summary>
    public string? Token(string role, string account) => role switch
    {
        "" => null,
        "customer" => $"Authorization: Bearer {_tokens[account]}",
        _ => $"Authorization: Bearer {_tokens[role]}",
    };

    /// <summary>A value for a name in a path that leads somewhere.</summary>
    public string Known(string function, string name, string account) => name switch
    {
        "{plan}" => _plan,
        "{id}" when function.Contains("Plan", StringComparison.Ordinal) => _plan,
        "{id}" or "{topUp}" or "{payment}" => _topUps[account],
        _ => RouteValues.Of(name),
    };

    /// <summary>
    /// What is wrong with the books after all of it: an account that nobody was let into has changed, an audit finds
    /// something, or money came from where none was paid.
    /// </summary>
    public async Task<IReadOnlyList<string>> Faults(CancellationToken stop)
    {
        var faults = new List<string>();
        if (await _victim.Rows(stop) != _untouched) faults.Add("The account that nobody was let into has changed.");
        if (await _victim.Credit(stop) != Buyer.Dong) faults.Add("Its balance is another.");
        foreach (var actor in _actors)
        {
            var history = await Host.Api.Get(
                $"accounts/{actor.Account}/credit-history?limit=200", _tokens[$"{actor.Account}"], stop);
            var rows = history!["items"]!.AsArray();
            var amounts = rows.Select(row => long.Parse($"{row!["amount"]!["amount"]}", CultureInfo.InvariantCulture));
            if (amounts.Sum() != await actor.Credit(stop)) faults.Add($"{actor.Account}: history and balance differ");
            if (amounts.Where(amount => amount > 0).Sum() != Buyer.Dong)
                faults.Add($"{actor.Account}: credit that nobody paid: {history.ToJsonString()}");
        }

        return faults;
    }

    /// <summary>A customer who topped up once, and paid.</summary>
    private async Task<Buyer> Customer(string account, CancellationToken stop)
    {
        var buyer = await Buyer.Create(host, account, Purchase.VnPay, stop);
        _tokens[account] = buyer.Token;
        var started = await buyer.Start(stop);
        await host.Api.Pay(new Uri($"{started["redirectUrl"]}"), stop);
        _topUps[account] = $"{started["topUpId"]}";
        while (await buyer.Shown(_topUps[account], stop) != "success") await Task.Delay(100, stop);
        return buyer;
    }

    private async Task OfferPlan(CancellationToken stop)
    {
        var draft = SomeApi.Operations["DraftPlan"].Examples[0].DeepClone();
        var route = $"accounts/{Actors[0]}/plans";
        var plan = await host.Api.Post(route, _tokens["sales"], draft, "draft", stop);
        _plan = $"{plan!["planId"]}";
        await host.Api.Post($"{route}/{_plan}/send", _tokens["sales"], new JsonObject(), "send", stop);
    }

    /// <summary>Real ones: of an actor's lists, of the victim's, and of what is nobody's.</summary>
    private async Task<IReadOnlyList<string>> FindCursors(CancellationToken stop)
    {
        await _actors[0].Start(stop);
        var found = new List<string>();
        foreach (var (route, token) in ((string, string)[])
            [
                ($"accounts/{Actors[0]}/payments?limit=1&status=pending", Actors[0]),
                ($"accounts/{Actors[0]}/payments?limit=1", Actors[0]),
                ($"accounts/{Victim}/payments?limit=1", "victim"),
                ($"accounts/{Actors[0]}/credit-history?limit=1", Actors[0]), ("payment-notices?limit=1", "finance"),
            ])
            if ((await host.Api.Get(route, _tokens[token], stop))?["next"] is { } next) found.Add($"{next}");
        return found;
    }
}
