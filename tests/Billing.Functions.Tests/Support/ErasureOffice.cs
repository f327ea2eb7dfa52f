using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.Plans.Requests;
using Billing.Platform;
using Billing.Privacy;
using Billing.TopUps;

namespace Billing.Functions.Tests.Support;

/// <summary>An account that paid, planned, asked and was told things, and whoever erases it.</summary>
public sealed class ErasureOffice(TableServiceClient tables, TopUpShop shop, TopUp payment)
{
    private static readonly string[] Words =
    [
        "Shopper", "shopper@example.com", "1 Street", "ann@example.com", "+84 28 1234 567", "train every night",
        "More, please", "Call Ann",
    ];

    public TopUpShop Shop => shop;

    public TopUpId Payment => payment.Id;

    public AccountId Account => shop.Account;

    public RequestTable Requests => RequestsOf(tables);

    public NoticeTable Notices { get; } = new(tables);

    public ErasureDesk Desk => DeskOf(tables, shop.Ledger);

    /// <summary>The account has paid a top-up, and holds its receipt.</summary>
    public static async Task<ErasureOffice> Open(Azurite azurite)
    {
        string[] names = [OutboxTable.SetAsideName, Azurite.Own(RequestTable.Name)];
        foreach (var name in names) await azurite.Table(name);
        var (shop, paid) = await RefundStory.Paid(azurite);
        var office = new ErasureOffice(await azurite.Tables(), shop, paid);
        await office.Deliver(azurite);
        return office;
    }

    /// <summary>Whoever erases, in another process, with faults in its storage.</summary>
    public static async Task<ErasureDesk> Faulty(Azurite azurite, FaultPlan faults)
    {
        var faulty = await azurite.Tables(faults);
        return DeskOf(faulty, new(faulty));
    }

    /// <summary>A plan that is over, with a wish of its customer; what it told is delivered.</summary>
    public async Task<Plan> EndedPlan(Azurite azurite)
    {
        var plan = await shop.Confirmed();
        await shop.Apply(plan, new PlanFact.Wished("More, please", "cora"));
        await shop.Apply(plan, new PlanFact.Cancelled("no longer wanted", "sally"));
        await Deliver(azurite);
        return await shop.Stored(plan);
    }

    /// <summary>Whatever is told, until nothing more is: that a document is ready is told too.</summary>
    public async Task Deliver(Azurite azurite)
    {
        var invoices = await InvoiceOffice.Open(azurite, shop.Clock);
        var outbox = new OutboxTable(tables, shop.Ledger);
        for (var round = 0; round < 5 && (await outbox.Waiting(Account, default)).Count > 0; round++)
            await invoices.Deliver(Account);
    }

    /// <summary>Puts somebody's name, address and words into every table that can hold them.</summary>
    public async Task Name()
    {
        await shop.SaveProfile();
        var stored = (await shop.TopUps.Find(Account, Payment, default))!;
        var named = stored.TopUp with { Email = "shopper@example.com", PayerName = "Shopper" };
        Assert.True(await shop.Ledger.WriteBeside([TopUpTable.Replace(stored, named)], default));

        var request = SomePlanRequest.Request() with
        {
            Id = PlanRequestId.Parse(EffectId.New(TimeProvider.System.GetUtcNow())), Account = Account,
        };
        await Requests.Add(request, default);
        await Requests.Apply(request.Id, SomePlanRequest.Act(note: "Call Ann"), default);

        var body = """{"contact":{"email":"ann@example.com"}}""";
        await Notices.Keep(new(Account, 7, RequestFact.Kind, shop.Clock.GetUtcNow(), body), default);
        await tables.GetTableClient(OutboxTable.SetAsideName).UpsertEntityAsync(
            new TableEntity("facts", $"{Account}|{LedgerKeys.Number(9)}")
            {
                ["Account"] = Account.Value, ["Seq"] = 9L, ["Kind"] = RequestFact.Kind, ["Body"] = body,
                ["Reason"] = "too large", ["At"] = shop.Clock.GetUtcNow().UtcTicks,
            },
            TableUpdateMode.Replace);
    }

    /// <summary>Where somebody is named: table and words; documents, which are kept, left out.</summary>
    public async Task<IReadOnlyList<string>> Named()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        string[] names =
        [
            ProfileTable.Name, LedgerTable.Name, NoticeTable.Name, OutboxTable.SetAsideName,
            Azurite.Own(RequestTable.Name),
        ];
        foreach (var name in names)
        {
            await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>(Filter(name)))
                foreach (var text in row.Keys.Select(column => row[column]).OfType<string>())
                    found.UnionWith(
                        from word in Words
                        where text.Contains(word, StringComparison.Ordinal)
                        select $"{name}: {word}");
        }
        return [.. found];
    }

    /// <summary>The buyers of the account's documents.</summary>
    public async Task<IReadOnlyList<string>> Buyers() =>
    [
        .. (await new DocumentTable(tables).List(Account, new(), null, 100, default))
            .Select(stored => stored.Document.Buyer.Name).Distinct(),
    ];

    private string? Filter(string table)
    {
        if (table == Azurite.Own(RequestTable.Name)) return null;
        return table == OutboxTable.SetAsideName
            ? TableClient.CreateQueryFilter($"Account eq {Account.Value}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {LedgerKeys.Partition(Account)}");
    }

    private static RequestTable RequestsOf(TableServiceClient tables) =>
        new(tables.GetTableClient(Azurite.Own(RequestTable.Name)));

    private static ErasureDesk DeskOf(TableServiceClient tables, LedgerTable ledger)
    {
        var (outbox, plans, topUps) = (new OutboxTable(tables, ledger), new PlanTable(ledger), new TopUpTable(ledger));
        return new(
            new(plans, topUps, new(ledger), outbox, new(tables)), ledger, new(tables), topUps, plans,
            RequestsOf(tables), new(tables), outbox);
    }
}
