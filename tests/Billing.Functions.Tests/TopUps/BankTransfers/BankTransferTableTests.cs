using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.BankTransfers;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class BankTransferTableTests(Azurite azurite)
{
    [Fact]
    public async Task A_transfer_is_read_as_it_was_written()
    {
        var transfers = (await TransferOffice.Open(azurite)).Transfers;
        var reason = new string('\u00e2', ReceivedTransfer.MaxReason);
        var acts = Enumerable.Repeat(
            new TransferAct(TransferActKind.Matched, "bob", SomeTopUp.Now, "TU1", reason), ReceivedTransfer.MaxActs);
        var whole = Some(TransferOffice.NewId()) with
        {
            Payer = "An", Detail = "credited", Status = TransferStatus.Applied, Acts = [.. acts],
            Of = new(AccountId.Parse("acme"), SomeTopUp.Id),
        };

        await transfers.Add(whole, default);

        var read = (await transfers.Find(whole.Id, default))!.Transfer;
        Assert.Equal(whole.Acts.AsEnumerable(), read.Acts);
        Assert.Equal(whole with { Acts = [] }, read with { Acts = [] });
    }

    [Theory]
    [InlineData("a:b.c-d_e")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task An_id_of_any_form_is_kept_once(string id)
    {
        var transfers = (await TransferOffice.Open(azurite)).Transfers;

        var first = await transfers.Add(Some(id), default);
        var second = await transfers.Add(Some(id) with { ReceivedOn = new(2026, 1, 1) }, default);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Equal(new(2026, 11, 22), (await transfers.Find(TransferId.Parse(id), default))!.Transfer.ReceivedOn);
    }

    [Fact]
    public async Task Of_two_changes_of_one_version_the_second_is_told()
    {
        var transfers = (await TransferOffice.Open(azurite)).Transfers;
        var stored = (await transfers.Add(Some(TransferOffice.NewId()), default))!;
        var applied = stored.Transfer with { Status = TransferStatus.Applied };

        var saved = await transfers.Replace(stored, applied, default);

        Assert.Null(await transfers.Replace(stored, stored.Transfer with { Detail = "late" }, default));
        Assert.NotNull(await transfers.Replace(saved!, applied with { Detail = "credited" }, default));
    }

    private static ReceivedTransfer Some(string id) => new(
        TransferId.Parse(id), Amount.OfMinor(500_000, Currency.Vnd), new(2026, 11, 22), "rent", null,
        [new(TransferActKind.Recorded, "ann", SomeTopUp.Now)]);
}
