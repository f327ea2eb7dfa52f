using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>
/// Each storage call of a commit goes wrong in each way; then everything is started anew and what was asked for is
/// asked again,
/// as a queue or a caller would. Nothing is lost, nothing is done twice, and the audit finds nothing.
/// </summary>
public sealed class CrashPointTests(Azurite azurite)
{
    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_of_usage_is_charged_once_wherever_it_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var account = await Opened("crash-usage");
            await Attempt(async () => await RateUsage(await Table(plan), account));

            await RateUsage(await Table(), account);

            await Sound(account, lines: 20, "99.99666865");
        });
        Assert.Equal(18, tried);
    }

    [Fact]
    public async Task A_credit_with_its_payment_row_happens_once_wherever_it_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var account = await Opened("crash-credit");
            await Attempt(async () => await Credit(await Table(plan), account));

            await Credit(await Table(), account);

            await Sound(account, lines: 0, "105");
        });
        Assert.Equal(27, tried);
    }

    [Fact]
    public async Task The_first_commit_of_an_account_happens_once_wherever_it_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var account = Account("crash-open");
            await Attempt(async () => await Open(await Table(plan), account));

            await Open(await Table(), account);

            await Sound(account, lines: 0, "100");
        });
        Assert.Equal(18, tried);
    }

    [Fact]
    public async Task A_lost_answer_is_found_to_be_ours_even_when_others_have_gone_on()
    {
        var account = await Opened("crash-overtaken");
        var plan = new FaultPlan(2, CallFault.ResetAfter);
        var table = await Table(plan, async () => await Credit(await Table(), account, "pay-other"));
        var head = await table.Load(account, Stop);

        var result = await table.Commit(head, Entry(TopUp("5", "pay-mine")), [], Stop);

        Assert.IsType<CommitResult.Committed>(result);
        await Sound(account, lines: 0, "110");
    }

    /// <summary>What breaks, breaks as the world does or as a killed process; never as a wrong answer.</summary>
    private static async Task Attempt(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (
            fault is RequestFailedException or OperationCanceledException or ProcessKilledException)
        {
            // The caller saw a failure and does not know what became of it.
        }
    }

    private static Task<int> RateUsage(LedgerTable table, AccountId account) =>
        new UsageDesk(table, new(), TimeProvider.System, new(7)).Decide(account, [Today], (head, ids, _) =>
        {
            var fresh = SomeLedger.Usage(head.State, 20).Lines
                .Count(line => UsageDeskTests.Lookup(ids, line) == IdVerdict.New);
            Assert.True(fresh is 0 or 20, "A batch is known whole or not at all.");
            return Task.FromResult(new Decision<int>(fresh, fresh == 0 ? null : SomeLedger.Usage(head.State, 20)));
        }, Stop);

    private static Task<string> Credit(LedgerTable table, AccountId account, string payment = "pay-2") =>
        new LedgerDesk(table, TimeProvider.System, new Jitter(7)).Decide(account, async (_, stop) =>
        {
            if (await table.FindOnce(account, "capture", payment, stop) is { } earlier)
                return new Decision<string>(earlier.Answer);

            var row = new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Payment(account, payment));
            var entry = Entry(TopUp("5", payment)) with { Once = [new("capture", payment, "", "credited")] };
            return new Decision<string>("credited", entry)
            {
                Beside = [new(TableTransactionActionType.Add, row)],
            };
        }, Stop);

    private static Task<bool> Open(LedgerTable table, AccountId account) =>
        new LedgerDesk(table, TimeProvider.System, new Jitter(7)).Decide(account, (head, _) =>
            Task.FromResult(new Decision<bool>(true, head.State.IsOpen ? null : Opening())), Stop);

    private async Task<AccountId> Opened(string name)
    {
        var account = Account(name);
        await Open(await Table(), account);
        return account;
    }

    private async Task Sound(AccountId account, long lines, string left)
    {
        var table = await Table();
        var report = await new LedgerAuditor(table, TimeProvider.System).Audit(account, Stop);
        Assert.True(report.Ok, report.FirstBroken?.ToString());
        Assert.Equal(lines, report.Lines);
        var head = await table.Load(account, Stop);
        Assert.Equal(Usd(left), head.State.Available(LotKind.TopUp, Noon));
    }

    private async Task<LedgerTable> Table(FaultPlan? faults = null, Func<Task>? afterFault = null)
    {
        if (faults is not null && afterFault is not null) faults.AfterFault = afterFault;
        return new(await azurite.Table(LedgerTable.Name, faults));
    }
}
