using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.History.Exports;
using Billing.Ledger;
using Billing.Notices;
using Billing.Platform;
using Billing.Privacy;
using Billing.TopUps;
using Billing.TopUps.Inbox;
using Billing.Vouchers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Privacy;

/// <summary>
/// All this is long ago, so that nothing of other tests, which share these tables, is old enough to be forgotten.
/// </summary>
public sealed class ForgetOldRowsTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2001, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Age = TimeSpan.FromDays(90);
    private static readonly DateTimeOffset Old = Now - Age - TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Young = Now - Age;

    private static readonly RetentionRules Rules = new(Age, Age, Age, Age, DocumentYears: 10);

    private readonly AccountId _account = SomeLedger.Account("forgetful");
    private readonly LogCapture _log = new();
    private TableServiceClient _tables = null!;
    private TopUpShop _shop = null!;
    private ForgottenTable _places = null!;

    public async ValueTask InitializeAsync()
    {
        string[] names = [NoticeTable.Name, IdempotencyTable.Name, CodeTriesTable.Name, ExportTable.Name];
        foreach (var name in names) await azurite.Table(name);
        _tables = await azurite.Tables();
        _shop = await TopUpShop.Open(azurite);
        _places = new(await azurite.Table(Azurite.Own(ForgottenTable.Name)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_body_of_an_old_answer_is_forgotten_and_its_key_is_not()
    {
        var table = new IdempotencyTable(_tables);
        var (old, young) = (await Answered(table, Old), await Answered(table, Young));

        await Run();

        var known = await table.Reserve(old.Id, "another", "another", Now, default);
        Assert.Equal((old.RequestHash, old.EffectId), (known.RequestHash, known.EffectId));
        Assert.Equal((201, null, "/things/1", 0), Shown(known.Answer!));
        Assert.Equal(
            (201, "text/plain", "/things/1", 2), Shown((await table.Reserve(young.Id, "", "", Now, default)).Answer!));
    }

    [Fact]
    public async Task A_key_without_an_answer_keeps_the_id_of_its_effect()
    {
        var table = new IdempotencyTable(_tables);
        var open = await table.Reserve(NewId(), "hash", "effect", Old, default);

        await Run();

        Assert.Equal(open, await table.Reserve(open.Id, "hash", "other", Now, default));
    }

    [Theory]
    [InlineData(NoticeOutcome.Applied, true)]
    [InlineData(NoticeOutcome.Repeated, true)]
    [InlineData(NoticeOutcome.Parked, true)]
    [InlineData(NoticeOutcome.Ignored, true)]
    [InlineData(NoticeOutcome.Received, false)]
    [InlineData(NoticeOutcome.NeedsReview, false)]
    [InlineData(NoticeOutcome.Unmatched, false)]
    public async Task The_words_of_a_notice_are_forgotten_once_nobody_needs_them(NoticeOutcome outcome, bool isGone)
    {
        var (old, young) = (await Kept(outcome, Old), await Kept(outcome, Young));

        await Run();

        var found = (await _shop.Inbox.Find(old.Key, default))!;
        Assert.Equal(isGone, found.IsForgotten);
        Assert.Equal(old with { Body = default }, found with { Body = default });
        Assert.False((await _shop.Inbox.Find(young.Key, default))!.IsForgotten);
        if (!isGone) return;

        var replay = new ReplayPaymentNotice(_shop.Inbox, _shop.Notices);
        Assert.Equal(
            "409 notice_forgotten", (await replay.Run(SomeRequest.Json(""), $"{old.Key}", default)).Summary());
        var again = await _shop.Inbox.Keep(old with { Outcome = NoticeOutcome.Received }, default);
        Assert.Equal(found.Outcome, again.Outcome);
    }

    [Fact]
    public async Task Old_notices_quotes_tries_and_exports_go_and_younger_ones_stay()
    {
        var (notices, tries, exports) =
            (new NoticeTable(_tables), new CodeTriesTable(_tables), new ExportTable(_tables));
        foreach (var (seq, at) in (IEnumerable<(long, DateTimeOffset)>)[(1, Old), (2, Young)])
            await notices.Keep(new(_account, seq, "low-balance", at, "{}"), default);
        var quotes = new[] { await Quoted(Old), await Quoted(Young) };
        var (tried, trying) = (SomeLedger.Account("tried"), SomeLedger.Account("trying"));
        await tries.Count(tried, Old, default);
        await tries.Count(trying, Young, default);
        await exports.Save(Made("old", Old), default);
        await exports.Save(Made("young", Young), default);

        await Run();

        Assert.Equal(2, Assert.Single(await notices.List(_account, null, 10, default)).Seq);
        Assert.Null(await _shop.Quotes.Find(_account, quotes[0].Id, default));
        Assert.NotNull(await _shop.Quotes.Find(_account, quotes[1].Id, default));
        var rows = _tables.GetTableClient(CodeTriesTable.Name);
        Assert.False((await rows.GetEntityIfExistsAsync<TableEntity>(tried.Value, tried.Value)).HasValue);
        Assert.True((await rows.GetEntityIfExistsAsync<TableEntity>(trying.Value, trying.Value)).HasValue);
        Assert.Null(await exports.Find(_account, Id("old"), default));
        Assert.NotNull(await exports.Find(_account, Id("young"), default));
    }

    [Fact]
    public async Task A_search_goes_on_where_it_stopped_and_begins_anew_from_a_place_that_is_unknown()
    {
        var notices = new NoticeTable(_tables);
        await Task.WhenAll(Enumerable.Range(1, 120).Select(seq =>
            notices.Keep(new(_account, seq, "low-balance", Old, "{}"), default)));

        var first = await notices.Forget(Now - Age, from: null, default);
        Assert.Equal(100, first.Count);
        Assert.NotNull(first.Next);
        await _places.Save("account-notices", first.Next, default);
        await Run();
        Assert.Empty(await notices.List(_account, null, 10, default));
        Assert.Null(await _places.Find("account-notices", default));

        await notices.Keep(new(_account, 1, "low-balance", Old, "{}"), default);
        await _places.Save("account-notices", "no place at all", default);
        await Run();
        await Run();
        Assert.Empty(await notices.List(_account, null, 10, default));
    }

    private async Task Run()
    {
        var kinds = new OldRowKinds(
            Rules, new(_tables), _shop.Inbox, new(_tables), new(_tables), new(_tables), new(_tables));
        var log = new LoggerFactory([_log]).CreateLogger<ForgetOldRows>();
        await new ForgetOldRows(kinds, _places, new FakeTimeProvider(Now), log).Run(new(), default);
        Assert.DoesNotContain(_log.Entries, entry => entry.Level == LogLevel.Error);
    }

    private static async Task<IdempotencyRecord> Answered(IdempotencyTable table, DateTimeOffset at)
    {
        var record = await table.Reserve(NewId(), "hash", "effect", at, default);
        await table.Complete(record, new(201, "text/plain", "/things/1", [1, 2]), default);
        return record;
    }

    private static (int, string?, string?, int) Shown(StoredAnswer answer) =>
        (answer.Status, answer.ContentType, answer.Location, answer.Body.Length);

    private Task<StoredNotice> Kept(NoticeOutcome outcome, DateTimeOffset at)
    {
        var news = new PaymentNews($"notice-{NewId()}", "payment", at);
        var key = NoticeKey.Of(PayMethod.Stripe, news);
        return _shop.Inbox.Keep(
            new(key, news.Id, news.Type, at, outcome, "because", null, "words"u8.ToArray()), default);
    }

    private Task<TopUpQuote> Quoted(DateTimeOffset at) => _shop.Quotes.Add(
        SomeTopUp.Quote() with { Id = TopUpId.Parse(EffectId.New(at)), Account = _account, CreatedAt = at }, default);

    private Export Made(string id, DateTimeOffset at) =>
        new(_account, Id(id), ExportState.Done, 1, 1, 1, at, at, at);

    private static ExportId Id(string text) => ExportId.TryParse(text, out var id) ? id : default;

    private static string NewId() => EffectId.New(TimeProvider.System.GetUtcNow());
}
