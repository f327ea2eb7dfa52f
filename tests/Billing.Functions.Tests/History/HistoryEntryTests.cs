using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class HistoryEntryTests
{
    [Theory]
    [InlineData(LotKind.Voucher, "Expired voucher credit")]
    [InlineData(LotKind.TopUp, "Expired credit")]
    public void Credit_that_expired_is_an_entry_that_takes_it_away(LotKind kind, string description)
    {
        var fact = new MovementFact.LotExpired(new("voucher:r1"), kind, Usd("3"), Noon.AddDays(-3));
        var movement = new Movement(7, 2, Noon, fact, Postings.Of(fact, 0));

        var entry = HistoryEntry.Of(movement)!;

        Assert.Equal((HistoryKind.Expired, -Usd("3"), description), (entry.Kind, entry.Amount, entry.Description));
        Assert.Equal(("20260310-7", null, Noon), (entry.Id, entry.Service, entry.Date));
        Assert.Equal(
            kind == LotKind.Voucher ? "customer:voucher -3, breakage 3" : "customer:top-up -3, breakage 3",
            string.Join(", ", movement.Postings.Select(it => $"{it.Account} {it.Amount.ToDecimalString()}")));
    }

    [Fact]
    public void What_moves_no_credit_is_no_entry()
    {
        MovementFact[] facts = [Opened(), new MovementFact.ThresholdsSet(true, [Usd("5")])];

        Assert.All(facts, fact => Assert.Null(HistoryEntry.Of(new(1, 1, Noon, fact, []))));
    }

    [Fact]
    public void The_billing_page_asks_for_every_kind_and_status()
    {
        var page = SourceFile.Read("functions/Portal/index.html").Text;
        var choices = Enum.GetValues<HistoryKind>().Select(EnumText.Format)
            .Concat(Enum.GetValues<HistoryStatus>().Select(EnumText.Format));

        Assert.All(choices, choice => Assert.Contains($"<option value=\"{choice}\">", page, StringComparison.Ordinal));
    }
}
