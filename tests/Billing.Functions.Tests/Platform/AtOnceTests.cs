using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class AtOnceTests
{
    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(2, 3, 2)]
    [InlineData(20, 3, 3)]
    [InlineData(5, 1, 1)]
    public async Task Every_item_is_worked_on_once_and_so_many_at_a_time(int items, int most, int expected)
    {
        var (under, highest, done) = (0, 0, new List<int>());

        var all = AtOnce.ForEach(Enumerable.Range(0, items), most, Work, default);
        await all;

        Assert.Equal(Enumerable.Range(0, items), done.Order());
        Assert.Equal(expected, highest);

        async Task Work(int item, CancellationToken stop)
        {
            lock (done) highest = Math.Max(highest, ++under);
            await Task.Delay(1, stop);
            lock (done)
            {
                under--;
                done.Add(item);
            }
        }
    }

    [Fact]
    public async Task After_a_failure_nothing_more_is_begun_and_what_is_under_way_ends_first()
    {
        var (calls, begun) = (new[] { new TaskCompletionSource(), new TaskCompletionSource() }, new List<int>());

        var all = AtOnce.ForEach([0, 1, 2, 3], 2, Work, default);
        calls[0].SetException(new InvalidOperationException("no"));
        Assert.False(all.IsCompleted);
        calls[1].SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => all);
        Assert.Equal([0, 1], begun);

        Task Work(int item, CancellationToken stop)
        {
            begun.Add(item);
            return calls[item].Task;
        }
    }

    [Fact]
    public async Task Nothing_is_begun_once_it_is_stopped()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtOnce.ForEach(
            [1], 1, (_, _) => throw new InvalidOperationException("begun"), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void It_goes_on_where_its_calls_come_back()
    {
        var (calls, threads) = (new List<TaskCompletionSource>(), new HashSet<int>());

        var all = AtOnce.ForEach(Enumerable.Range(0, 6), 2, Work, default);
        for (var i = 0; i < calls.Count; i++) calls[i].SetResult();

        Assert.True(all.IsCompletedSuccessfully);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);

        async Task Work(int item, CancellationToken stop)
        {
            threads.Add(Environment.CurrentManagedThreadId);
            var call = new TaskCompletionSource();
            calls.Add(call);
            await call.Task.ConfigureAwait(false);
            threads.Add(Environment.CurrentManagedThreadId);
        }
    }
}
