using Billing.Functions.Tests.Support;
using Billing.History.Exports;

namespace Billing.Functions.Tests.History.Exports;

public sealed class ExportTurnsTests
{
    [Fact]
    public void An_account_and_the_process_have_so_many_turns_and_get_them_back_once()
    {
        var turns = new ExportTurns(perAccount: 2, inAll: 3);
        var (one, other) = (SomeLedger.Account(), SomeLedger.Account());
        var first = turns.TryTake(one)!;
        Assert.NotNull(turns.TryTake(one));

        Assert.Null(turns.TryTake(one));
        Assert.NotNull(turns.TryTake(other));
        Assert.Null(turns.TryTake(other));

        first.Dispose();
        first.Dispose();
        Assert.NotNull(turns.TryTake(one));
        Assert.Null(turns.TryTake(one));
    }
}
