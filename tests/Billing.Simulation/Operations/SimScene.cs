using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Simulation.World;
using Billing.Vouchers;

namespace Billing.Simulation.Operations;

/// <summary>What is there when a run begins: customers, prices, campaigns with a code each.</summary>
public sealed class SimScene
{
    /// <summary>The first two share a lane, and so do the next two.</summary>
    private static readonly string[] Names = [.. SharingLanes(2), .. SharingLanes(2, from: 5_000), "lone-1", "lone-2"];

    private static readonly (string Meter, PriceModel Model)[] Models =
    [
        ("input-tokens", Some.PerUnit("0.165")),
        ("images", new PriceModel.Graduated(Some.Tiers("10:1.003 25.5:0.5 :0.0000000007"))),
        ("seconds", new PriceModel.Volume(Some.Tiers("100:0.02 :0.013", "3"))),
        ("packs", new PriceModel.Package(Some.Rate("3", "10"))),
    ];

    private readonly SortedDictionary<string, VoucherCampaign> _campaigns = new(StringComparer.Ordinal);

    public SimScene(SimWorld world)
    {
        var profiles = new ProfileTable(world.Open);
        foreach (var account in Accounts) Done(profiles.Change(account, SomeVoucher.Profile(), null, default));
        var cards = new RateCardTable(world.Open);
        foreach (var (meter, model) in Models)
            Done(cards.Publish(Card(meter), it => it.Publish(Some.Terms(model), SimWorld.Begin), default));
        for (var i = 0; i < 6; i++) Offer(world, i);
    }

    public IReadOnlyList<AccountId> Accounts { get; } = [.. Names.Select(AccountId.Parse)];

    /// <summary>It has no billing profile.</summary>
    public AccountId Stranger { get; } = AccountId.Parse("stranger");

    public IReadOnlyList<string> Meters { get; } = [.. Models.Select(it => it.Meter)];

    /// <summary>By their code.</summary>
    public IReadOnlyDictionary<string, VoucherCampaign> Campaigns => _campaigns;

    public IReadOnlyList<string> Codes => [.. _campaigns.Keys];

    public static RateCardId Card(string meter) => Some.Card($"ai-inference/{meter}/USD");

    /// <summary>
    /// From a code for one use to one for many; some end, some are for one service or for new accounts.
    /// </summary>
    private void Offer(SimWorld world, int number)
    {
        var campaign = SomeVoucher.Campaign($"C{number}", number % 2 == 0 ? "0.05" : "3") with
        {
            Redeem = new(SimWorld.Begin.AddDays(-1), SimWorld.Begin.AddDays(1 + 10 * number)),
            ValidDays = number == 0 ? null : 2 * number,
            Services = number % 3 == 1 ? [new("ai-inference")] : number == 5 ? [new("gpu")] : [],
            TotalLimit = (int[])[1, 3, 5, 20, 20, 20] is var limits ? limits[number] : 0,
            PerAccountLimit = number < 3 ? 1 : 2,
            NewAccountsOnly = number == 2,
            Budget = number == 3 ? Amount.Parse("20.99", Currency.Usd) : null,
        };
        var code = VoucherCode.Parse($"SIMCODE{number}AA");
        Done(new CampaignTable(world.Open).Add(campaign, default));
        Done(new VoucherTable(world.Open).Issue(code, campaign, null, default));
        _campaigns.Add(code.Value, campaign);
    }

    /// <summary>Names of accounts of one lane.</summary>
    public static IEnumerable<string> SharingLanes(int count, int from = 0) => Enumerable.Range(from, 4_000)
        .Select(number => $"user-{number}")
        .GroupBy(name => Usage.Lane.Of(AccountId.Parse(name)))
        .First(lane => lane.Count() >= count)
        .Take(count);

    private static void Done(Task answer) => answer.GetAwaiter().GetResult();
}
