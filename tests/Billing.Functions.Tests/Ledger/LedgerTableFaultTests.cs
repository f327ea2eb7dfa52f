using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>What becomes of a commit when the store answers nothing, once or for ever.</summary>
public sealed class LedgerTableFaultTests(Azurite azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_is_sent_again_until_the_store_answers()
    {
        var (rows, account) = (await Rows(lost: 3), Account());

        var result = await new LedgerTable(rows).Commit(AccountHead.New(account), Opening(), [], Stop);

        Assert.IsType<CommitResult.Committed>(result);
        Assert.Equal(4, rows.Sends);
        Assert.Equal(1, (await new LedgerTable(rows).Load(account, Stop)).CommitNo);
    }

    [Fact]
    public async Task A_store_that_never_answers_is_asked_four_times()
    {
        var rows = await Rows(lost: int.MaxValue);

        var fault = await Assert.ThrowsAsync<RequestFailedException>(
            () => new LedgerTable(rows).Commit(AccountHead.New(Account()), Opening(), [], Stop));

        Assert.Equal((503, 4), (fault.Status, rows.Sends));
    }

    [Fact]
    public async Task Who_was_overtaken_twice_and_never_answered_has_lost_the_race()
    {
        var (rows, account) = (await Rows(lost: 1), Account());
        var table = new LedgerTable(rows);
        rows.BeforeFault = async () =>
        {
            var other = new LedgerTable(await azurite.Table(LedgerTable.Name));
            for (var i = 0; i < 2; i++)
            {
                var head = await other.Load(account, Stop);
                var entry = i == 0 ? Opening("7") : Entry(TopUp("1", "pay-other"));
                Assert.IsType<CommitResult.Committed>(await other.Commit(head, entry, [], Stop));
            }
        };

        Assert.IsType<CommitResult.LostRace>(await table.Commit(AccountHead.New(account), Opening(), [], Stop));
        Assert.Equal(1, rows.Sends);
        Assert.Equal(Usd("8"), (await table.Load(account, Stop)).State.Available(LotKind.TopUp, Noon));
    }

    [Fact]
    public async Task Rows_beside_are_not_there_when_the_answer_was_lost_and_too_many_are_never_sent()
    {
        var (rows, account) = (await Rows(lost: 1), Account());
        var table = new LedgerTable(rows);

        Assert.False(await table.WriteBeside([Payment(account, 0)], Stop));
        Assert.True(await table.WriteBeside([Payment(account, 0)], Stop));
        Assert.False(await table.WriteBeside([Payment(account, 0)], Stop));
        await Assert.ThrowsAsync<LedgerEntryTooLargeException>(
            () => table.WriteBeside([.. Enumerable.Range(1, 101).Select(i => Payment(account, i))], Stop));
        Assert.Equal(3, rows.Sends);
    }

    private static TableTransactionAction Payment(AccountId account, int number)
    {
        var row = new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Payment(account, $"p{number}"));
        return new(TableTransactionActionType.Add, row);
    }

    private async Task<UnansweredTable> Rows(int lost) => new(await azurite.Table(LedgerTable.Name), lost);

    /// <summary>A table whose first transactions are answered by 503 and do nothing.</summary>
    private sealed class UnansweredTable(TableClient rows, int lost) : TableClient
    {
        public int Sends { get; private set; }

        public Func<Task> BeforeFault { get; set; } = () => Task.CompletedTask;

        public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
            IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        {
            if (++Sends > lost) return await rows.SubmitTransactionAsync(transactionActions, cancellationToken);
            await BeforeFault();
            throw new RequestFailedException(503, "The server is busy.");
        }

        public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
            string partitionKey, string rowKey, IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default) =>
            rows.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
    }
}
