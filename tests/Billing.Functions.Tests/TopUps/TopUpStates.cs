using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

/// <summary>What each state of a top-up makes of each thing that can be said of its payment.</summary>
internal static class TopUpStates
{
    /// <summary>
    /// Every state against everything that can be said of a payment, with the state after it: + credited, - credit
    /// taken back, held or given again, &gt; moved, = known before, . waiting, ? ask the gateway, ! a person must look.
    /// </summary>
    private const string Table =
    """
    result            | Created      | Pending      | Success            | Failed       | Expired      | NeedsReview
    paid notice       | +Success     | +Success     | =Success           | ?Failed      | ?Expired     | >NeedsReview
    paid poll         | +Success     | +Success     | =Success           | +Success     | +Success     | >NeedsReview
    paid again        | +Success     | +Success     | !Success           | +Success     | +Success     | >NeedsReview
    paid other amount | >NeedsReview | >NeedsReview | =Success           | >NeedsReview | >NeedsReview | >NeedsReview
    paid other money  | >NeedsReview | >NeedsReview | =Success           | >NeedsReview | >NeedsReview | >NeedsReview
    received whole    | +Success     | +Success     | !Success           | +Success     | +Success     | >NeedsReview
    received part     | >Created     | >Pending     | !Success           | >NeedsReview | >NeedsReview | >NeedsReview
    received too much | >NeedsReview | >NeedsReview | !Success           | >NeedsReview | >NeedsReview | >NeedsReview
    declined          | >Failed      | >Failed      | =Success           | =Failed      | =Expired     | =NeedsReview
    attempted         | >Created     | >Pending     | =Success           | =Failed      | =Expired     | =NeedsReview
    lapsed            | >Expired     | >Expired     | =Success           | =Failed      | =Expired     | =NeedsReview
    doubtful          | >NeedsReview | >NeedsReview | !Success           | >NeedsReview | >NeedsReview | =NeedsReview
    unfinished        | .Created     | .Pending     | =Success           | =Failed      | =Expired     | =NeedsReview
    unfinished 3 days | >Expired     | >Expired     | =Success           | =Failed      | =Expired     | =NeedsReview
    unknown in time   | .Created     | .Pending     | =Success           | =Failed      | =Expired     | =NeedsReview
    unknown later     | >Expired     | >Expired     | =Success           | =Failed      | =Expired     | =NeedsReview
    unanswered        | .Created     | .Pending     | =Success           | =Failed      | =Expired     | =NeedsReview
    unanswered 3 days | .Created     | .Pending     | =Success           | =Failed      | =Expired     | =NeedsReview
    refund of a part  | >Created     | >Pending     | -PartiallyRefunded | >Failed      | >Expired     | >NeedsReview
    refund of all     | >Created     | >Pending     | -Refunded          | >Failed      | >Expired     | >NeedsReview
    refunded in all   | >Created     | >Pending     | -Refunded          | >Failed      | >Expired     | >NeedsReview
    refund failed     | >Created     | >Pending     | >Success           | >Failed      | >Expired     | >NeedsReview
    refund in yen     | !Created     | !Pending     | !Success           | !Failed      | !Expired     | !NeedsReview
    refund of nothing | !Created     | !Pending     | !Success           | !Failed      | !Expired     | !NeedsReview
    disputed          | >Created     | >Pending     | -Disputed          | >Failed      | >Expired     | >NeedsReview
    withdrawn         | >Created     | >Pending     | -ChargedBack       | >Failed      | >Expired     | >NeedsReview
    lost              | >Created     | >Pending     | -ChargedBack       | >Failed      | >Expired     | >NeedsReview
    won               | >Created     | >Pending     | >Success           | >Failed      | >Expired     | >NeedsReview
    taken back        | >Created     | >Pending     | -ChargedBack       | >Failed      | >Expired     | >NeedsReview
    """;

    /// <summary>The same for payments that were credited and then changed.</summary>
    private const string LaterTable =
    """
    result            | PartiallyRefunded  | Refunded     | Disputed     | ChargedBack
    paid notice       | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    paid poll         | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    paid again        | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    paid other amount | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    paid other money  | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    received whole    | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    received part     | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    received too much | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    declined          | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    attempted         | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    lapsed            | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    doubtful          | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    unfinished        | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    unfinished 3 days | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    unknown in time   | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    unknown later     | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    unanswered        | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    unanswered 3 days | =PartiallyRefunded | =Refunded    | =Disputed    | =ChargedBack
    refund of a part  | -PartiallyRefunded | >Refunded    | -Disputed    | >ChargedBack
    refund of all     | -Refunded          | >Refunded    | -Disputed    | >ChargedBack
    refunded in all   | -Refunded          | >Refunded    | -Disputed    | >ChargedBack
    refund failed     | -Success           | -Success     | >Disputed    | >ChargedBack
    refund in yen     | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    refund of nothing | !PartiallyRefunded | !Refunded    | !Disputed    | !ChargedBack
    disputed          | -Disputed          | >Disputed    | =Disputed    | =ChargedBack
    withdrawn         | -ChargedBack       | >ChargedBack | -ChargedBack | =ChargedBack
    lost              | -ChargedBack       | >ChargedBack | -ChargedBack | =ChargedBack
    won               | >PartiallyRefunded | >Refunded    | -Success     | -Success
    taken back        | -ChargedBack       | >ChargedBack | -ChargedBack | >ChargedBack
    """;

    private static readonly PaymentResult.Paid Paid = new(SomeTopUp.Paid, "14600001", SomeTopUp.Now.AddMinutes(1));

    /// <summary>Things that can be said.</summary>
    public static int Rows => Table.Split('\n').Length - 1;

    private static readonly Amount Part = Amount.OfMinor(200_000, Currency.Vnd);

    public static TheoryData<string, TopUpStatus, string> Cells()
    {
        var cells = new TheoryData<string, TopUpStatus, string>();
        Add(cells, Table);
        Add(cells, LaterTable);
        return cells;
    }

    private static void Add(TheoryData<string, TopUpStatus, string> cells, string table)
    {
        var rows = table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        foreach (var row in rows[1..])
            for (var column = 1; column < row.Length; column++)
                cells.Add(row[0], Enum.Parse<TopUpStatus>(rows[0][column]), row[column]);
    }

    private static PaymentResult.Disputed Dispute(DisputePhase phase) => new("d1", phase, Paid.Amount);

    public static (PaymentResult, ResultSource, DateTimeOffset) Event(string name)
    {
        var soon = SomeTopUp.Now.AddMinutes(2);
        var later = SomeTopUp.Now.AddMinutes(16);
        var muchLater = SomeTopUp.Now.AddDays(3).AddTicks(1);
        return name switch
        {
            "paid notice" => (Paid, ResultSource.Notice, soon),
            "paid poll" => (Paid, ResultSource.Poll, soon),
            "paid other amount" =>
                (Paid with { Amount = Amount.OfMinor(500_001, Currency.Vnd) }, ResultSource.Poll, soon),
            "paid other money" =>
                (Paid with { Amount = Amount.OfMinor(500_000, Currency.Jpy) }, ResultSource.Notice, soon),
            "paid again" => (Paid with { Transaction = "14600002" }, ResultSource.Poll, soon),
            "received whole" => (new PaymentResult.Received(Paid.Amount, "b1", soon), ResultSource.Poll, soon),
            "received part" => (new PaymentResult.Received(Part, "b1", soon), ResultSource.Poll, soon),
            "received too much" =>
                (new PaymentResult.Received(Paid.Amount + Part, "b1", soon), ResultSource.Poll, soon),
            "attempted" => (new PaymentResult.Attempted("card_declined"), ResultSource.Notice, soon),
            "lapsed" => (new PaymentResult.Lapsed("expired"), ResultSource.Notice, soon),
            "refund of a part" => (new PaymentResult.Refunded("r2", Part), ResultSource.Notice, soon),
            "refund of all" => (new PaymentResult.Refunded("r2", Paid.Amount), ResultSource.Notice, soon),
            "refunded in all" => (new PaymentResult.RefundedInAll(Paid.Amount), ResultSource.Notice, soon),
            "refund failed" => (new PaymentResult.RefundFailed("r1", Part), ResultSource.Notice, soon),
            "refund in yen" =>
                (new PaymentResult.Refunded("r2", Amount.OfMinor(1, Currency.Jpy)), ResultSource.Notice, soon),
            "refund of nothing" =>
                (new PaymentResult.Refunded("r2", Amount.Zero(Currency.Vnd)), ResultSource.Notice, soon),
            "disputed" => (Dispute(DisputePhase.Opened), ResultSource.Notice, soon),
            "withdrawn" => (Dispute(DisputePhase.Withdrawn), ResultSource.Notice, soon),
            "lost" => (Dispute(DisputePhase.Lost), ResultSource.Notice, soon),
            "won" => (Dispute(DisputePhase.Won), ResultSource.Notice, soon),
            "taken back" => (new PaymentResult.TakenBack(Paid.Amount), ResultSource.Notice, soon),
            "declined" => (new PaymentResult.Declined("24/02"), ResultSource.Notice, soon),
            "doubtful" => (new PaymentResult.Doubtful("07/00"), ResultSource.Notice, soon),
            "unfinished" => (new PaymentResult.Unfinished(), ResultSource.Poll, later),
            "unfinished 3 days" => (new PaymentResult.Unfinished(), ResultSource.Poll, muchLater),
            "unknown in time" => (new PaymentResult.Unknown(), ResultSource.Poll, soon),
            "unknown later" => (new PaymentResult.Unknown(), ResultSource.Poll, later),
            "unanswered" => (new PaymentResult.Unanswered("timeout"), ResultSource.Poll, later),
            "unanswered 3 days" => (new PaymentResult.Unanswered("timeout"), ResultSource.Poll, muchLater),
            _ => throw new ArgumentException($"No event '{name}'."),
        };
    }
}
