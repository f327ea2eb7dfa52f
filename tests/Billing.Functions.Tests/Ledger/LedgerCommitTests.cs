using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class LedgerCommitTests(Azurite azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_moves_the_head_and_reads_back_as_it_was_decided()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var account = Account();
        var opened = await Commit(table, await table.Load(account, Stop), Opening());
        var used = await Commit(table, opened, SomeLedger.Usage(opened.State, 10));

        var head = await table.Load(account, Stop);

        Assert.Equal((2, 12), (head.CommitNo, head.Seq));
        Assert.Equal(used.CommitId, head.CommitId);
        Assert.Equal(used.ETag, head.ETag);
        Assert.Equal(StateCodec.Encode(used.State), StateCodec.Encode(head.State));
        var reader = new LedgerReader(table);
        var summary = Assert.Single(await reader.Segments(account, new(2026, 3, 10), Stop));
        var segment = await reader.Segment(account, summary.Day, summary.FirstSeq, Stop);
        var due = SomeLedger.Usage(opened.State, 10).Lines;
        Assert.Equal(due.Select(line => line.EventId), segment!.Lines.Select(line => line.EventId));
        Assert.Equal(2, (await reader.Movements(account, new(2026, 3, 10), Stop)).Count);
    }

    [Fact]
    public async Task A_commit_tells_the_rows_of_its_movements_and_lines()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var account = Account();
        var entry = Opening() with { Lines = SomeLedger.Usage(Opened(), 3).Lines };

        var committed = Assert.IsType<CommitResult.Committed>(
            await table.Commit(AccountHead.New(account), entry, [], Stop));

        Assert.Equal(
            [
                new(LedgerKeys.Movement(account, new(2026, 3, 10), 1), 1),
                new(LedgerKeys.Movement(account, new(2026, 3, 10), 2), 2),
                new(LedgerKeys.Segment(account, new(2026, 3, 10), 3), 3),
            ],
            committed.Rows);

        static AccountState Opened()
        {
            var book = AccountBook.From(AccountState.Empty);
            foreach (var (i, fact) in Opening().Movements.Index()) book.Apply(fact, i + 1, Noon);
            return book.ToState();
        }
    }

    private static async Task<AccountHead> Commit(LedgerTable table, AccountHead head, LedgerEntry entry) =>
        Assert.IsType<CommitResult.Committed>(await table.Commit(head, entry, [], Stop)).Head;
}
