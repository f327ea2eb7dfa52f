using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Notices;

public sealed class ReceiveBillingFactsTests(Azurite azurite)
{
    private const string Low = """{"at":"2026-03-10T12:00:00Z","threshold":"5","balance":"4"}""";

    [Fact]
    public async Task A_fact_is_one_notice_however_often_and_in_whatever_order_it_comes()
    {
        var account = Account("noticed");
        int[] numbers = [7, 2, 7, 12, 2, 2];
        var facts = numbers.Select(seq => Message($"{account}:{seq}")).ToArray();

        var settled = await Receive(facts);

        Assert.Equal(6, settled.Completed.Count);
        Assert.Equal("12 7 2", await Ids(account));
    }

    [Fact]
    public async Task A_notice_says_what_the_fact_says_and_pages_newest_first()
    {
        var account = Account("pages");
        await Receive([.. Enumerable.Range(1, 5).Select(seq => Message($"{account}:{seq}"))]);

        var (seen, next) = (new List<long>(), (string?)"");
        for (var query = "?limit=2"; next is not null; query = $"?limit=2&cursor={next}")
        {
            var page = Body(await Get(account, query));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal([5, 4, 3, 2, 1], seen);
        var first = Body(await Get(account, "?limit=1")).GetProperty("items")[0];
        Assert.Equal("low-balance", first.GetProperty("kind").GetString());
        Assert.Equal("4", first.GetProperty("data").GetProperty("balance").GetString());
        Assert.Equal(Noon, first.GetProperty("at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("", "low-balance", Low, "malformed_id")]
    [InlineData("acme", "low-balance", Low, "malformed_id")]
    [InlineData("acme:x", "low-balance", Low, "malformed_id")]
    [InlineData("acme:-1", "low-balance", Low, "malformed_id")]
    [InlineData("a b:1", "low-balance", Low, "malformed_id")]
    [InlineData("acme:1", "", Low, "malformed_id")]
    [InlineData("acme:1", "low-balance", "", "malformed_body")]
    [InlineData("acme:1", "low-balance", "[]", "malformed_body")]
    [InlineData("acme:1", "low-balance", "{", "malformed_body")]
    public async Task What_is_no_fact_goes_to_the_dead_letters_and_stops_nothing(
        string id, string kind, string body, string reason)
    {
        var account = Account("beside");

        var settled = await Receive(Message(id, kind, body), Message($"{account}:3"));

        Assert.Equal(reason, Assert.Single(settled.DeadLettered).Value);
        Assert.Equal("3", await Ids(account));
    }

    [Fact]
    public async Task A_notice_that_cannot_be_kept_now_is_delivered_again()
    {
        var account = Account("again");
        await azurite.Table(NoticeTable.Name);
        var settled = new SettledMessages();
        var away = new NoticeTable(await azurite.Tables(new FaultPlan(1, CallFault.UnavailableBefore)));
        var verb = new ReceiveBillingFacts(
            away, new(await azurite.Tables()), await Documents(), TimeProvider.System,
            NullLogger<ReceiveBillingFacts>.Instance);

        await verb.Run([Message($"{account}:1"), Message($"{account}:2")], settled, new FakeDurable(), default);

        Assert.Equal($"{account}:1", Assert.Single(settled.Abandoned).MessageId);
        Assert.Equal($"{account}:2", Assert.Single(settled.Completed).MessageId);
    }

    [Fact]
    public async Task What_is_not_begun_while_the_lock_is_safe_is_delivered_again()
    {
        var account = Account("late");
        var settled = new SettledMessages();
        var verb = new ReceiveBillingFacts(
            new(await azurite.Tables()), new(await azurite.Tables()), await Documents(), new LeapingClock(),
            NullLogger<ReceiveBillingFacts>.Instance);

        await verb.Run([Message($"{account}:1"), Message($"{account}:2")], settled, new FakeDurable(), default);

        Assert.Equal(2, settled.Abandoned.Count);
        Assert.Empty(settled.Completed);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_woken_now_is_woken_by_the_next_delivery_and_told_once_in_the_notices()
    {
        var (account, durable) = (Account("wakes"), new FakeDurable { Away = 1 });
        const string Plan = "01KAN0000000000000000000P1";
        var paid = Message($"{account}:4", "plan-paid", $$"""{"planId":"{{Plan}}"}""");

        var first = await Receive(durable, paid);
        var second = await Receive(durable, paid);
        await Receive(durable, Message($"{account}:5", "plan-exhausted", $$"""{"cover":"plan:{{Plan}}:1"}"""));
        durable.End(Plan);
        await Receive(durable, Message($"{account}:6", "plan-paid", $$"""{"planId":"{{Plan}}"}"""));

        Assert.Single(first.Abandoned);
        Assert.Single(second.Completed);
        Assert.Equal([$"start {Plan}", $"PlanMoved {Plan}", $"start {Plan}"], durable.Told);
        Assert.Equal("6 5 4", await Ids(account));
    }

    [Theory]
    [InlineData("?limit=0", "422 invalid")]
    [InlineData("?cursor=x", "400 bad_cursor")]
    public async Task A_query_that_breaks_a_rule_is_refused(string query, string expected) =>
        Assert.Equal(expected, (await Get(Account(), query)).Summary());

    private static ServiceBusReceivedMessage Message(string id, string kind = "low-balance", string body = Low) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromBytes(Encoding.UTF8.GetBytes(body)), messageId: id, subject: kind, deliveryCount: 1);

    private static JsonElement Body(IActionResult answer) =>
        JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(answer).Value, Billing.Platform.Json.Options);

    private Task<SettledMessages> Receive(params ServiceBusReceivedMessage[] messages) =>
        Receive(new FakeDurable(), messages);

    private async Task<SettledMessages> Receive(FakeDurable durable, params ServiceBusReceivedMessage[] messages)
    {
        await azurite.Table(NoticeTable.Name);
        var settled = new SettledMessages();
        var tables = await azurite.Tables();
        var verb = new ReceiveBillingFacts(
            new(tables), new(tables), await Documents(), TimeProvider.System,
            NullLogger<ReceiveBillingFacts>.Instance);
        await verb.Run(messages, settled, durable, default);
        return settled;
    }

    private async Task<InvoiceWork> Documents() =>
        (await InvoiceOffice.Open(azurite, TimeProvider.System)).Work;

    private async Task<IActionResult> Get(AccountId account, string query)
    {
        await azurite.Table(NoticeTable.Name);
        return await new GetNotices(new(await azurite.Tables()), await SomePreferences.Table(azurite)).Run(
            SomeRequest.Query(query), account.Value, default);
    }

    private async Task<string> Ids(AccountId account) => string.Join(
        ' ', Body(await Get(account, "")).GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id")));
}
