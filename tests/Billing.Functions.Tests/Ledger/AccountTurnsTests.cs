using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

public sealed class AccountTurnsTests
{
    private static readonly AccountId Acme = AccountId.Parse("acme");

    private readonly AccountTurns _turns = new();
    private readonly List<string> _order = [];

    [Fact]
    public async Task Writers_of_one_account_work_one_after_the_other_in_the_order_of_their_coming()
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToList();
        var tasks = gates.Select((gate, i) => Work($"{i}", Acme, gate.Task)).ToList();
        Assert.Equal(["begin 0"], _order);

        foreach (var gate in gates) gate.SetResult();
        await Task.WhenAll(tasks);

        Assert.Equal(["begin 0", "end 0", "begin 1", "end 1", "begin 2", "end 2"], _order);
    }

    [Fact]
    public async Task Writers_of_different_accounts_do_not_wait_for_each_other()
    {
        var gate = new TaskCompletionSource();
        var held = Work("acme", Acme, gate.Task);

        await Work("other", AccountId.Parse("other"), Task.CompletedTask);

        Assert.False(held.IsCompleted);
        gate.SetResult();
        await held;
    }

    [Fact]
    public async Task A_writer_that_fails_lets_the_next_one_in()
    {
        var gate = new TaskCompletionSource();
        var failing = Work("0", Acme, gate.Task);
        var next = Work("1", Acme, Task.CompletedTask);

        gate.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => failing);
        await next;
        Assert.Equal(["begin 0", "begin 1", "end 1"], _order);
    }

    [Fact]
    public async Task A_writer_that_stops_waiting_is_passed_over()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var held = Work("0", Acme, gate.Task);
        var stopped = Work("1", Acme, Task.CompletedTask, stop.Token);
        var next = Work("2", Acme, Task.CompletedTask);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        gate.SetResult();
        await Task.WhenAll(held, next);
        await Work("3", Acme, Task.CompletedTask);

        Assert.Equal(["begin 0", "end 0", "begin 2", "end 2", "begin 3", "end 3"], _order);
    }

    private Task<int> Work(string name, AccountId account, Task gate, CancellationToken stop = default) =>
        _turns.Take(
            account,
            async () =>
            {
                _order.Add($"begin {name}");
                await gate;
                _order.Add($"end {name}");
                return 0;
            },
            stop);
}
