using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.TopUps.BankTransfers;
using Microsoft.AspNetCore.Mvc;
using static Billing.Functions.Tests.Support.TransferOffice;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class RecordBankTransferTests(Azurite azurite)
{
    [Fact]
    public async Task A_transfer_is_answered_as_it_stands_and_again_as_a_repeat()
    {
        var office = await Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());
        var request = SomeRequest.Json(
            $$"""
            {"transactionId":"{{id}}","amount":{"amount":"500000","currency":"VND"},"receivedOn":"2026-11-22",
            "remittance":"{{topUp.GatewayId}}","payer":"An"}
            """);
        request.HttpContext.SetCaller(new("ann", [Role.Finance]));

        var first = Assert.IsType<ObjectResult>(
            await new RecordBankTransfer(office.Incoming, office.Clock).Run(request, default));
        var view = Assert.IsType<TransferView>(first.Value);
        request.Body.Position = 0;
        var second = Assert.IsType<ObjectResult>(
            await new RecordBankTransfer(office.Incoming, office.Clock).Run(request, default));

        Assert.Equal((201, 201), (first.StatusCode, second.StatusCode));
        Assert.Equal(
            (TransferStatus.Applied, "credited", "2026-11-22", "An", topUp.Id.Value),
            (view.Status, view.Detail, view.ReceivedOn, view.Payer, view.TopUpId));
        Assert.Equal(view with { Acts = [] }, Assert.IsType<TransferView>(second.Value) with { Acts = [] });
        Assert.Equal("true", request.HttpContext.Response.Headers[IdempotencyGate.HitHeader]);
        Assert.Equal(500_000, await office.Credit());
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused_by_the_fields_that_differ()
    {
        var office = await Open(azurite);
        var id = NewId();
        await office.Record(id, "500000", "rent");

        var amount = await office.Record(id, "500001", "rent");
        var both = await office.Record(id, "500000", "loan", currency: "JPY");

        Assert.Equal("409 conflict", amount.Summary());
        Assert.Equal(["amount:conflict"], amount.Faults());
        Assert.Equal(["amount:conflict", "remittance:conflict"], both.Faults());
        Assert.Equal("rent", (await office.Found(id)).Remittance);
    }

    [Theory]
    [InlineData("{}", "transactionId:required amount:required receivedOn:required")]
    [InlineData("""{"transactionId":"a/b","amount":{"amount":"x","currency":"VND"},"receivedOn":"22.11.2026"}""",
        "transactionId:invalid amount.amount:not_an_amount receivedOn:invalid")]
    [InlineData("""{"transactionId":"a","amount":{"amount":"0","currency":"VND"},"receivedOn":"2026-11-22"}""",
        "amount:not_payable")]
    [InlineData("""{"transactionId":"a","amount":{"amount":"1.5","currency":"VND"},"receivedOn":"2026-11-22"}""",
        "amount:not_payable")]
    [InlineData("""{"transactionId":"a","amount":{"amount":"-5","currency":"USD"},"receivedOn":"2026-11-22"}""",
        "amount:not_payable")]
    [InlineData(
        """{"transactionId":"a","amount":{"amount":"9000000000000","currency":"VND"},"receivedOn":"2026-11-22"}""",
        "amount:not_payable")]
    [InlineData("""{"transactionId":"a","amount":{"amount":"5","currency":"VND"},"receivedOn":"2026-11-24"}""",
        "receivedOn:in_future")]
    [InlineData("""{"transactionId":"a","amount":{"amount":"5","currency":"VND"},"receivedOn":"0001-01-02"}""",
        "receivedOn:out_of_range")]
    [InlineData("""{"transactionId":"a","amount":{"amount":"5","currency":"VND"},"receivedOn":"2026-11-22","to":1}""",
        "to:unknown_member")]
    public async Task A_bad_body_names_all_its_faults_and_records_nothing(string body, string faults)
    {
        var office = await Open(azurite);

        var answer = await office.Record(body);

        Assert.Equal("422 invalid", answer.Summary());
        Assert.Equal(faults.Split(' '), answer.Faults());
        Assert.Null(await office.Transfers.Find(TransferId.Parse("a"), default));
    }
}
