using Billing.Functions.Tests.Support;
using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CommitContentTests
{
    private static readonly AccountId Acme = AccountId.Parse("acme");

    private static readonly CommitContent Content = new(
        Acme, 7, SomeLedger.Noon, "1.2.3", 41, 44, new(1, -2, 3, 4), new(5, 6, -7, 8), new(9, 10, 11, 12),
        [.. Bytes(1)], [.. Bytes(2)],
        [new(RowChange.Added, "T|1", [.. Bytes(3)]), new(RowChange.Removed, "R|20260310|q", [])]);

    [Fact]
    public void Every_field_comes_back_as_it_was()
    {
        var back = CommitContent.Decode(Acme, Content.Encode());

        Assert.Equal(
            Content with { Beside = [], StateHash = [], Rows = [] },
            back with { Beside = [], StateHash = [], Rows = [] });
        Assert.Equal(Content.Beside, back.Beside);
        Assert.Equal(Content.StateHash, back.StateHash);
        Assert.Equal(["T|1", "R|20260310|q"], back.Rows.Select(row => row.Key));
        Assert.Equal([RowChange.Added, RowChange.Removed], back.Rows.Select(row => row.Change));
        Assert.Equal([.. Bytes(3)], back.Rows[0].Hash);
        Assert.Equal(Content.Encode(), back.Encode());
        Assert.Equal(SomeLedger.Noon, back.DecidedAt);
    }

    [Fact]
    public void The_form_of_earlier_builds_says_nothing_of_plans_and_nothing_of_order()
    {
        var earlier = Content with { IsTimeOrdered = false };

        var back = CommitContent.Decode(Acme, earlier.Encode());

        Assert.Equal(1, earlier.Encode()[0]);
        Assert.False(back.IsTimeOrdered);
        Assert.Equal((new(1, -2, 3), new AccountSums(5, 6, -7)), (back.Opening, back.Closing));
        Assert.Equal(DateTimeOffset.MinValue, back.DecidedAt);
    }

    [Fact]
    public void Bytes_that_are_cut_or_have_more_after_them_are_refused()
    {
        var bytes = Content.Encode();

        for (var length = 0; length < bytes.Length; length++) Refused(bytes[..length]);
        Refused([.. bytes, 0]);
        Refused([0, .. bytes[1..]]);
        Refused([3, .. bytes[1..]]);
        Refused([3, .. (Content with { IsTimeOrdered = false }).Encode()[1..]]);
    }

    [Fact]
    public void A_commit_of_another_account_is_refused() =>
        Assert.Throws<LedgerFormatException>(() => CommitContent.Decode(AccountId.Parse("emca"), Content.Encode()));

    [Fact]
    public void A_change_is_an_addition_or_a_removal() =>
        Refused((Content with { Rows = [new((RowChange)3, "T|1", [])] }).Encode());

    [Fact]
    public void A_time_is_one_of_the_calendar()
    {
        DateTimeOffset[] ends = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue];

        Assert.All(ends, end =>
            Assert.Equal(end, CommitContent.Decode(Acme, (Content with { Time = end }).Encode()).Time));
        Refused(WithTicks(-1));
        Refused(WithTicks(DateTimeOffset.MaxValue.UtcTicks + 1));
    }

    [Fact]
    public void As_many_rows_are_read_as_a_transaction_may_have()
    {
        var row = Content.Rows[1];
        var most = Content with { Rows = [.. Enumerable.Repeat(row, TransactionLimits.MaxRows)] };

        Assert.Equal(TransactionLimits.MaxRows, CommitContent.Decode(Acme, most.Encode()).Rows.Length);
        Refused((most with { Rows = [.. most.Rows, row] }).Encode());
    }

    /// <summary>The time follows the version, the account and the number of the commit.</summary>
    private static byte[] WithTicks(long ticks)
    {
        var (start, rest) = (new ByteWriter(), Content.Encode());
        start.Byte(rest[0]);
        start.Text(Acme.Value);
        start.Signed(Content.CommitNo);
        var at = start.Length;
        start.Signed(Content.Time.UtcTicks);
        var after = start.Length;
        var other = new ByteWriter();
        other.Signed(ticks);
        return [.. rest[..at], .. other.Written, .. rest[after..]];
    }

    private static IEnumerable<byte> Bytes(byte value) => Enumerable.Repeat(value, 32);

    private static void Refused(byte[] bytes) =>
        Assert.Throws<LedgerFormatException>(() => CommitContent.Decode(Acme, bytes));
}
