using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Plans.Requests;
using static Billing.Functions.Tests.Support.SalesOffice;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class SendPlanRequestTests(Azurite azurite)
{
    private const string Cases =
        """
        member        | value                          | faults
        services      | ["no service"]                 | services[0]:invalid
        services      | "gpu"                          | services:type
        message       | -                              | message:required
        message       | "  "                           | message:required
        message       | "\u0007"                       | message:control_characters
        contact       | -                              | contact:required
        contact       | {"email":"a@b.example"}        | contact.name:required
        contact       | {"name":"A","email":"a"}       | contact.email:invalid
        contact       | {"name":"A","email":"a@b.c","phone":"x"} | contact.phone:invalid
        contact       | {"name":"A","email":"a@b.c","fax":"1"}   | contact.fax:unknown_member
        budget        | 5                              | budget:type
        budget        | {"amount":"x","currency":"USD"}          | budget.amount:not_an_amount
        budget        | {"amount":"0","currency":"USD"}          | budget.amount:out_of_range
        budget        | {"amount":"5","currency":"XXX"}          | budget.currency:invalid
        priority      | 1                              | priority:unknown_member
        """;

    [Fact]
    public async Task Each_field_that_breaks_a_rule_is_named()
    {
        var office = await Open(azurite);
        foreach (var row in TextTable.Rows(Cases))
        {
            var body = SomePlanRequest.Body;
            if (row["value"] == "-") body.Remove(row["member"]);
            else body[row["member"]] = JsonNode.Parse(row["value"]);

            var answer = await office.Send(body: body.ToJsonString());

            Assert.Equal(row["faults"], string.Join(' ', answer.Faults()));
            Assert.Equal("422 invalid", answer.Summary());
        }
        Assert.Empty(await office.Told());
    }

    [Fact]
    public async Task What_is_too_long_or_too_much_is_named()
    {
        var office = await Open(azurite);
        var body = SomePlanRequest.Body;
        body["message"] = new string('x', RequestWish.MaxMessage + 1);
        body["services"] = new JsonArray([.. Enumerable.Range(0, RequestWish.MaxServices + 1).Select(i => $"s{i}")]);
        body["contact"]!["name"] = new string('x', RequestContact.MaxName + 1);

        var answer = await office.Send(body: body.ToJsonString());

        Assert.Equal(["contact.name:too_long", "message:too_long", "services:too_many"], answer.Faults().Order());
    }

    [Fact]
    public async Task The_answer_says_what_was_kept()
    {
        var office = await Open(azurite);
        var id = office.NewId();

        var answer = Body(await office.Send(id));

        Assert.Equal(id, answer.GetProperty("id").GetString());
        Assert.Equal("new", answer.GetProperty("status").GetString());
        Assert.Equal(SomePlanRequest.Wish.Message, answer.GetProperty("message").GetString());
        Assert.Equal("5000", answer.GetProperty("budget").GetProperty("amount").GetString());
        Assert.Equal(answer.ToString(), Body(await office.Get(id)).GetProperty("request").ToString());
    }

    [Fact]
    public async Task No_budget_and_no_service_may_be_named_and_a_service_that_is_named_twice_is_one()
    {
        var office = await Open(azurite);
        var body = SomePlanRequest.Body;
        body.Remove("budget");
        body["services"] = new JsonArray("gpu-containers", "ai-inference", "gpu-containers");

        var answer = Body(await office.Send(body: body.ToJsonString()));

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("budget").ValueKind);
        Assert.Equal(
            ["gpu-containers", "ai-inference"],
            answer.GetProperty("services").EnumerateArray().Select(it => it.GetString()));
        body.Remove("services");
        Assert.Equal(0, Body(await office.Send(body: body.ToJsonString())).GetProperty("services").GetArrayLength());
    }
}
