using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Pricing;
using Billing.Usage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>All that rating usage needs, against storage, as one process of the app has it.</summary>
public sealed class UsageWorld
{
    private static readonly string[] Tables =
    [
        LedgerTable.Name, ProfileTable.Name, RateCardTable.Name, QuarantineTable.Name, ExpiryTable.Name,
        OutboxMarkTable.Name,
    ];

    private UsageWorld(TableServiceClient tables)
    {
        Cards = new(tables);
        Catalogue = new(Cards, Clock);
        Profiles = new(tables);
        Ledger = new(tables);
        Quarantine = new(tables, Ledger);
        var desk = new UsageDesk(Ledger, new(), TimeProvider.System, new(1));
        Charging = new(desk, Catalogue, Profiles, Quarantine, UsageRules.Default, Clock);
        Replay = new(desk, Catalogue, Charging, Quarantine, UsageRules.Default, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(Some.Noon);
    public RateCardTable Cards { get; }
    public PriceCatalogue Catalogue { get; }
    public ProfileTable Profiles { get; }
    public LedgerTable Ledger { get; }
    public QuarantineTable Quarantine { get; }
    public UsageCharging Charging { get; }
    public UsageReplay Replay { get; }

    /// <param name="faults">What goes wrong with this process's storage calls.</param>
    public static async Task<UsageWorld> Open(Azurite azurite, FaultPlan? faults = null)
    {
        var clean = await azurite.Tables();
        foreach (var table in Tables) await clean.CreateTableIfNotExistsAsync(table);
        await new UsageWorld(clean).Publish("ai-inference/input-tokens/USD", Some.Terms());
        return new(faults is null ? clean : await azurite.Tables(faults));
    }

    /// <summary>A world with a customer who was charged for one use.</summary>
    public static async Task<(UsageWorld World, AccountId Account, JsonObject Use)> Charged(Azurite azurite)
    {
        var world = await Open(azurite);
        var account = await world.Customer();
        var use = Some.EventJson(account: account.Value);
        Assert.Equal(new(1, 0, 0), await world.Charge(account, use.DeepClone().AsObject()));
        return (world, account, use);
    }

    /// <summary>Publishes terms; the same terms again are the same version.</summary>
    public async Task Publish(string card, PriceTerms terms)
    {
        var outcome = await Cards.Publish(Some.Card(card), it => it.Publish(terms, Clock.GetUtcNow()), default);
        Assert.True(outcome.IsAccepted(out _, out var refusal), refusal.ToString());
    }

    /// <summary>An account of its own with a billing profile in dollars.</summary>
    public async Task<AccountId> Customer()
    {
        var account = SomeLedger.Account("payer");
        await Profiles.Change(account, SomeVoucher.Profile("US", "USD"), null, default);
        return account;
    }

    public Task<ChargedCounts> Charge(AccountId account, params IEnumerable<JsonObject> events) =>
        Charging.Charge(account, Some.Reported(events), default);

    /// <summary>Runs the queue function on messages; each is one CloudEvents batch.</summary>
    public async Task<SettledMessages> Rate(params ServiceBusReceivedMessage[] messages)
    {
        var settled = new SettledMessages();
        var verb = new RateUsage(Charging, TimeProvider.System, NullLogger<RateUsage>.Instance);
        await verb.Run(messages, settled, default);
        return settled;
    }

    public static ServiceBusReceivedMessage Message(params IEnumerable<JsonObject> events) =>
        Message(Some.Batch(events));

    public static ServiceBusReceivedMessage Message(byte[] body) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromBytes(body));

    /// <summary>What an account was charged and by how many lines; the audit of its ledger must be clean.</summary>
    public async Task<string> Charged(AccountId account)
    {
        var prices = new PriceWitness(async stop => new PostedPrices(await Catalogue.Newest(stop)).Fault);
        var report = await new LedgerAuditor(Ledger, Clock, prices).Audit(account, default);
        Assert.True(report.Ok, $"{report.FirstBroken}");
        var head = await Ledger.Load(account, default);
        var debt = head.State.IsOpen ? head.State.Debt.ToDecimalString() : "none";
        return $"{debt} by {report.Lines} lines, {report.Quarantined} kept";
    }

    public async Task<IReadOnlyList<KeptEvent>> Kept(AccountId account) =>
        (await Quarantine.List(account, null, 200, default)).Items;
}
