using Billing.Invoices;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.Invoices;

public sealed class DocumentChangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A share of dollars that dong were paid for is no whole cent.</summary>
    [Theory]
    [InlineData("33.3333333333 33.3333333333 33.3333333334", "33.33 33.34 33.33")]
    [InlineData("39.4477317554 60.5522682446", "39.45 60.55")]
    [InlineData("0.0049999999 0.0000000001 99.995", "0 0.01 99.99")]
    [InlineData("100", "100")]
    public void Parts_of_what_went_back_are_whole_minor_units_and_sum_to_all_of_it(string moved, string stated)
    {
        var parts = Changes([.. moved.Split(' ').Select(it => (TopUpMoveKind.Refunded, it))]);

        Assert.Equal(stated.Split(' '), parts);
    }

    [Fact]
    public void What_comes_again_takes_back_what_was_stated()
    {
        var parts = Changes(
            [(TopUpMoveKind.ChargedBack, "33.335"), (TopUpMoveKind.Held, "5"), (TopUpMoveKind.Reinstated, "33.335")]);

        Assert.Equal(["33.34", "0", "-33.34"], parts);
    }

    private static List<string> Changes(IEnumerable<(TopUpMoveKind Kind, string Amount)> moves)
    {
        var (taken, parts) = (Amount.Zero(Currency.Usd), new List<string>());
        foreach (var (kind, amount) in moves)
        {
            var move = new TopUpMove(kind, Amount.Parse(amount, Currency.Usd), Noon);
            var before = taken;
            taken += move.Taken;
            parts.Add(DocumentChange.Of(move, default, before, taken).Amount!.Value.ToDecimalString());
        }
        return parts;
    }
}
