using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.BankTransfers;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class ReceivedTransferTests
{
    private const string Approvals =
        """
        status           | acts                              | by  | outcome
        awaitingApproval | recorded:ann                      | bob | matched
        awaitingApproval | recorded:ann                      | ann | FourEyesRequired
        awaitingApproval | recorded:ann matched:bob          | ann | FourEyesRequired
        awaitingApproval | recorded:ann matched:bob          | bob | FourEyesRequired
        awaitingApproval | recorded:ann matched:bob          | cid | matched
        matched          | recorded:ann approved:bob         | bob | matched
        applied          | recorded:ann approved:bob         | bob | applied
        applied          | recorded:ann approved:bob         | cid | NotAwaitingApproval
        unmatched        | recorded:ann approved:bob         | bob | unmatched
        awaitingApproval | recorded:ann approved:bob matched:ann | bob | matched
        unmatched        | recorded:ann                      | bob | NotAwaitingApproval
        matched          | recorded:ann                      | bob | NotAwaitingApproval
        applied          | recorded:ann                      | bob | NotAwaitingApproval
        """;

    private const string Matches =
        """
        status           | of    | acts                    | to    | four eyes | outcome
        unmatched        | -     | recorded:ann            | one   | no        | matched
        unmatched        | -     | recorded:ann            | one   | yes       | awaitingApproval
        unmatched        | -     | recorded:ann            | -     | no        | UnknownReference
        unmatched        | -     | recorded:ann matched:bob | one  | no        | matched
        matched          | one   | recorded:ann            | one   | no        | NotUnmatched
        matched          | one   | recorded:ann matched:bob | one  | no        | matched
        applied          | one   | recorded:ann matched:bob | one  | no        | applied
        applied          | one   | recorded:ann matched:bob | two  | no        | NotUnmatched
        awaitingApproval | one   | recorded:ann matched:bob | two  | yes       | NotUnmatched
        """;

    private static readonly ReferredTopUp One = new(AccountId.Parse("acme"), SomeTopUp.Id);
    private static readonly ReferredTopUp Two = new(AccountId.Parse("other"), SomeTopUp.Id);

    [Fact]
    public void Who_may_approve_depends_on_who_did_what_before()
    {
        foreach (var row in TextTable.Rows(Approvals))
        {
            var transfer = Some(row["status"], row["acts"]);

            var outcome = transfer.Approve(row["by"], SomeTopUp.Now);

            Assert.Equal(row["outcome"], Say(outcome));
        }
    }

    [Fact]
    public void A_match_needs_a_top_up_and_a_transfer_that_is_free()
    {
        foreach (var row in TextTable.Rows(Matches))
        {
            var transfer = Some(row["status"], row["acts"]) with { Of = TopUp(row["of"]) };
            var act = new TransferAct(TransferActKind.Matched, "cid", SomeTopUp.Now, "TU1", "called");

            var outcome = transfer.MatchTo(TopUp(row["to"]), act, row["four eyes"] == "yes");

            Assert.Equal(row["outcome"], Say(outcome));
        }
    }

    [Fact]
    public void What_the_top_up_made_of_it_is_told_and_one_that_it_cannot_take_is_free_again()
    {
        var transfer = Some("matched", "recorded:ann") with { Of = One };
        var (open, credited) = (SomeTopUp.TopUp(), SomeTopUp.TopUp(TopUpStatus.Success));
        var doubtful = open with { Status = TopUpStatus.NeedsReview, Reason = "overpaid" };

        Assert.Equal("Applied part", Counted(new TopUpStep.Moved(open)));
        Assert.Equal("Applied credited", Counted(new TopUpStep.Credited(credited)));
        Assert.Equal("Applied credited", Counted(new TopUpStep.Settled(credited)));
        Assert.Equal("Applied overpaid", Counted(new TopUpStep.Moved(doubtful)));
        Assert.Equal("Unmatched paid_twice", Counted(new TopUpStep.Disagrees(credited, "paid_twice")));
        Assert.Null(transfer.Counted(new TopUpStep.Disagrees(credited, "paid_twice")).Of);

        string Counted(TopUpStep step) => transfer.Counted(step) is var after ? $"{after.Status} {after.Detail}" : "";
    }

    [Theory]
    [InlineData("500000", "VND", "2026-11-22", "")]
    [InlineData("0.01", "USD", "2026-11-22", "")]
    [InlineData("0.001", "USD", "2026-11-22", "amount:not_payable")]
    [InlineData("14411518", "USD", "2026-11-22", "")]
    [InlineData("14411519", "USD", "2026-11-22", "amount:not_payable")]
    [InlineData("0", "VND", "2026-11-23", "amount:not_payable receivedOn:in_future")]
    [InlineData("1", "VND", "2000-01-01", "")]
    [InlineData("1", "VND", "1999-12-31", "receivedOn:out_of_range")]
    public void A_transfer_that_no_bank_makes_is_at_fault(string amount, string currency, string day, string faults)
    {
        Assert.True(CalendarDay.TryParse(day, out var received));
        var transfer = Some("unmatched", "recorded:ann") with
        {
            Amount = Amount.Parse(amount, Currency.Parse(currency)), ReceivedOn = received,
        };

        Assert.Equal(
            faults, string.Join(' ', transfer.Faults(SomeTopUp.Now).Select(fault => $"{fault.Field}:{fault.Code}")));
    }

    [Fact]
    public void It_may_be_tomorrow_already_where_the_bank_is()
    {
        var transfer = Some("unmatched", "recorded:ann") with { ReceivedOn = new(2026, 11, 23) };

        Assert.Single(transfer.Faults(new(2026, 11, 22, 9, 59, 59, TimeSpan.Zero)));
        Assert.Empty(transfer.Faults(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Each_field_that_differs_is_named()
    {
        var transfer = Some("unmatched", "recorded:ann");
        var other = transfer with
        {
            Amount = Amount.OfMinor(1, Currency.Vnd), ReceivedOn = new(2026, 1, 1), Remittance = "x", Payer = "y",
        };

        Assert.Equal(["amount", "receivedOn", "remittance", "payer"], transfer.Differences(other));
        Assert.Empty(transfer.Differences(transfer with { Status = TransferStatus.Applied, Detail = "credited" }));
    }

    private static ReceivedTransfer Some(string status, string acts) => new(
        TransferId.Parse("FT1"), Amount.OfMinor(500_000, Currency.Vnd), new(2026, 11, 22), "rent", null,
        [.. acts.Split(' ').Select(Act)],
        EnumText.TryParse<TransferStatus>(status, out var known) ? known : throw new FormatException(status));

    private static TransferAct Act(string word)
    {
        Assert.True(EnumText.TryParse<TransferActKind>(word.Split(':')[0], out var kind));
        return new(kind, word.Split(':')[1], SomeTopUp.Now, kind == TransferActKind.Matched ? "TU1" : null);
    }

    private static ReferredTopUp? TopUp(string cell) => cell switch
    {
        "one" => One,
        "two" => Two,
        _ => null,
    };

    private static string Say<T>(Outcome<ReceivedTransfer, T> outcome)
        where T : struct, Enum =>
        outcome.IsAccepted(out var after, out var refusal) ? EnumText.Format(after.Status) : $"{refusal}";
}
