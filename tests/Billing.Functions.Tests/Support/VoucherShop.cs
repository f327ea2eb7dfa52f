using System.Text.Json;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Billing.Vouchers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>All that redeeming vouchers needs, against storage, as one process of the app has it.</summary>
public sealed class VoucherShop
{
    private static string[] Tables =>
    [
        LedgerTable.Name, ProfileTable.Name, Azurite.Own(VoucherTable.Name), CampaignTable.Name, CodeBatchTable.Name,
        CodeTriesTable.Name, AssignedVoucherTable.Name,
        ExpiryTable.Name, OutboxMarkTable.Name,
    ];

    private readonly CodeTriesTable _tries;

    private VoucherShop(TableServiceClient service, TimeProvider clock)
    {
        Clock = clock;
        Profiles = new(service);
        Vouchers = new(service.GetTableClient(Azurite.Own(VoucherTable.Name)));
        Campaigns = new(service);
        Batches = new(service);
        Assigned = new(service);
        AssignedDesk = new(Assigned, Vouchers, Campaigns, clock);
        _tries = new(service);
        Ledger = new(service);
        Redeemed = new(Ledger);
        Grants = new(new(Ledger, TimeProvider.System, new(1)), Ledger, Vouchers, clock);
    }

    public TimeProvider Clock { get; }
    public ProfileTable Profiles { get; }
    public VoucherTable Vouchers { get; }
    public CampaignTable Campaigns { get; }
    public CodeBatchTable Batches { get; }
    public LedgerTable Ledger { get; }
    public RedeemedVoucherTable Redeemed { get; }
    public VoucherGrants Grants { get; }
    public AssignedVoucherTable Assigned { get; }
    public AssignedVoucherDesk AssignedDesk { get; }

    /// <param name="faults">What goes wrong with this process's storage calls.</param>
    public static async Task<VoucherShop> Open(Azurite azurite, FaultPlan? faults = null, TimeProvider? clock = null)
    {
        var clean = await azurite.Tables();
        foreach (var table in Tables) await clean.CreateTableIfNotExistsAsync(table);
        return new(
            faults is null ? clean : await azurite.Tables(faults), clock ?? new FakeTimeProvider(SomeVoucher.Noon));
    }

    /// <summary>A request as the platform hands it on: with the id that its effect will have.</summary>
    public static HttpRequest Request(string? json = null, string? effect = null, string query = "")
    {
        var request = json is null ? SomeRequest.Query(query) : SomeRequest.Json(json);
        request.HttpContext.SetEffectId(effect ?? EffectId.New(SomeVoucher.Noon));
        return request;
    }

    /// <summary>A campaign that stands, with one code.</summary>
    public async Task<VoucherCode> Offer(Func<VoucherCampaign, VoucherCampaign>? terms = null) =>
        (await OfferMany(1, terms))[0];

    /// <summary>A campaign that stands, with so many codes.</summary>
    public async Task<IReadOnlyList<VoucherCode>> OfferMany(
        int count, Func<VoucherCampaign, VoucherCampaign>? terms = null)
    {
        var campaign = SomeVoucher.Campaign() with { Id = CampaignId.Parse(EffectId.New(SomeVoucher.Noon)) };
        var offered = terms?.Invoke(campaign) ?? campaign;
        await Campaigns.Add(offered, default);
        var codes = Enumerable.Range(0, count).Select(_ => VoucherCode.New()).ToList();
        foreach (var code in codes) await Vouchers.Issue(code, offered, null, default);
        return codes;
    }

    /// <summary>An account of its own with a billing profile.</summary>
    public async Task<AccountId> Customer(string country = "US", string currency = "USD")
    {
        var account = SomeLedger.Account("guest");
        await Profiles.Change(account, SomeVoucher.Profile(country, currency), null, default);
        return account;
    }

    public Task<IActionResult> Redeem(AccountId account, VoucherCode code, string? effect = null) =>
        Redeem(account, $$"""{"code":"{{code.Value}}"}""", effect);

    public Task<IActionResult> Redeem(AccountId account, string body, string? effect = null)
    {
        var desk = new RedemptionDesk(Vouchers, Campaigns, Profiles, Ledger, Redeemed, Grants, Clock);
        return new RedeemVoucher(Profiles, _tries, Vouchers, desk, Clock).Run(
            Request(body, effect), account.Value, default);
    }

    public Task RunTimer() =>
        new GrantReservedVouchers(Vouchers, Grants, Clock, NullLogger<GrantReservedVouchers>.Instance).Run(
            new(), default);

    /// <summary>"201" or the status and code of the refusal.</summary>
    public static string Said(IActionResult answer) =>
        answer is ObjectResult { StatusCode: 201 } ? "201" : answer.Summary();

    public static JsonElement Body(IActionResult answer) =>
        JsonSerializer.SerializeToElement(
            Assert.IsAssignableFrom<ObjectResult>(answer).Value, Billing.Platform.Json.Options);

    /// <summary>How often the code counts as used.</summary>
    public async Task<int> Uses(VoucherCode code) => (await Find(code)).Uses;

    public async Task<int> Open(VoucherCode code) => (await OpenOf(code)).Count;

    /// <summary>The redemptions of the code that are counted and not granted.</summary>
    public async Task<IReadOnlyList<OpenRedemption>> OpenOf(VoucherCode code)
    {
        var bucket = (await Find(code)).Budget?.Bucket ?? code.Bucket;
        var open = await Vouchers.FindOpen(bucket, DateTimeOffset.MaxValue, 1_000, default);
        return [.. open.Where(it => it.Digest == code.Digest)];
    }

    /// <summary>What the code's campaign has spent, of how much.</summary>
    public async Task<string> Budget(VoucherCode code)
    {
        var campaign = (await Campaigns.Find((await Find(code)).Campaign, default))!;
        if (campaign.Budget is not { } budget) return "none";

        var spent = budget with { Units = await Vouchers.Spent(campaign.Id, default) };
        return $"{spent.ToDecimalString()} of {budget.ToDecimalString()}";
    }

    private async Task<FoundVoucher> Find(VoucherCode code) =>
        (await Vouchers.Find(code, AccountId.Parse("nobody"), default))!;

    /// <summary>The voucher credit of an account, and how many movements and commits made it.</summary>
    public async Task<string> Credit(AccountId account)
    {
        var head = await Ledger.Load(account, default);
        var credit = head.State.IsOpen ? head.State.Available(LotKind.Voucher, Clock.GetUtcNow()).ToString() : "none";
        return $"{credit} in {head.State.Lots.Length} lots, {head.Seq} movements, {head.CommitNo} commits";
    }
}
