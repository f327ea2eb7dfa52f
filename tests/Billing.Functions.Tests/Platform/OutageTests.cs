using Azure;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class OutageTests
{
    private static readonly Exception[] Outages =
    [
        new BusyException("x"),
        new LedgerBusyException(AccountId.Parse("acme")),
        new AuthorityDownException(new InvalidOperationException()),
        new RequestFailedException(0, "no answer"),
        new RequestFailedException(503, "busy"),
        new RequestFailedException(500, "broken"),
        new RequestFailedException(429, "slow down"),
        new AggregateException(new RequestFailedException(400, "x"), new RequestFailedException(503, "x")),
        new TimeoutException(),
        new HttpRequestException(),
        new TaskCanceledException(),
    ];

    private static readonly Exception[] Bugs =
    [
        new InvalidOperationException(),
        new InvariantException("x"),
        new RequestFailedException(400, "bad request"),
        new RequestFailedException(404, "no table"),
        new RequestFailedException(412, "unhandled race"),
        new AggregateException(new InvalidOperationException()),
        new AggregateException(),
    ];

    [Fact]
    public void What_passes_by_itself_says_when_to_try_again() =>
        Assert.All(Outages, failure => Assert.InRange(Outage.RetryAfterSeconds(failure) ?? 0, 1, 60));

    [Fact]
    public void What_is_a_bug_does_not() => Assert.All(Bugs, failure => Assert.Null(Outage.RetryAfterSeconds(failure)));
}
