using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.BankTransfers;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class GetTransferInstructionsTests(Azurite azurite)
{
    [Fact]
    public async Task A_customer_sees_where_to_send_what_is_still_open_and_under_which_code()
    {
        var office = await TransferOffice.Open(azurite);
        var topUp = await office.Started();
        await office.Record(TransferOffice.NewId(), "200000", topUp.GatewayId!);

        var shown = await Shown(office, topUp);

        Assert.Equal(
            $$"""
            {"topUpId":"{{topUp.Id}}","status":"pending","reference":"{{topUp.GatewayId}}","total":{"amount":"500000",
            "currency":"VND"},"received":{"amount":"200000","currency":"VND"},"open":{"amount":"300000",
            "currency":"VND"},"payBefore":"2026-11-29T05:00:00Z","account":["Bank A","Account 1"]}
            """.ReplaceLineEndings(""),
            shown);
    }

    [Fact]
    public async Task Once_it_is_paid_nothing_is_open()
    {
        var office = await TransferOffice.Open(azurite);
        var topUp = await office.Started();
        await office.Record(TransferOffice.NewId(), "500000", topUp.GatewayId!);

        Assert.Contains("\"open\":{\"amount\":\"0\",", await Shown(office, topUp), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01KAN0000000000000000000T1")]
    [InlineData("x")]
    public async Task A_top_up_that_is_not_there_is_not_found(string id)
    {
        var office = await TransferOffice.Open(azurite);
        var verb = new GetTransferInstructions(office.TopUps, office.Rules);

        foreach (var account in (string[])[office.Account.Value, ""])
            Assert.Equal("404 not_found", (await verb.Run(SomeRequest.Query(""), account, id, default)).Summary());
    }

    private static async Task<string> Shown(TransferOffice office, TopUp topUp)
    {
        var verb = new GetTransferInstructions(office.TopUps, office.Rules);
        var answer = await verb.Run(SomeRequest.Query(""), office.Account.Value, topUp.Id.Value, default);
        return JsonSerializer.Serialize(Assert.IsType<OkObjectResult>(answer).Value, Json.Options);
    }
}
