using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Platform;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.Operations;

/// <summary>Customers read their balance and history, staff audit, while everything goes on.</summary>
public sealed class ReadOperations(SimWorld world, SimScene scene)
{
    private const int MaxPages = 200;

    private readonly Dice _dice = world.Dice.For("reads");

    public IEnumerable<SimOperation> All =>
    [
        new("read the balance", 6, Balance),
        new("read the history", 3, worker => History(worker, _dice.Pick(scene.Accounts))),
        new("audit", 1, worker => Audit(worker, _dice.Pick(scene.Accounts))),
    ];

    public async Task Audit(SimWorker worker, AccountId account)
    {
        var report = await worker.Service<LedgerAuditor>().Audit(account, default);
        world.Violations.Require(report.Ok, "The audit is clean", $"{account}: {report.FirstBroken}");
    }

    /// <summary>I14: no entry twice, newest first, and all that stood when the reading began.</summary>
    public async Task History(SimWorker worker, AccountId account)
    {
        var before = world.Watch.Of(account).EntryIds.ToHashSet(StringComparer.Ordinal);
        var (read, last, next) = (new HashSet<string>(StringComparer.Ordinal), DateTimeOffset.MaxValue, "");
        for (var page = 0; page < MaxPages; page++)
        {
            var query = $"?limit={10 + _dice.Below(90)}{(next.Length == 0 ? "" : $"&cursor={next}")}";
            var answer = await worker.Function<GetCreditHistory>().Run(
                SomeRequest.Query(query), account.Value, default);
            if (answer is not OkObjectResult { Value: PageOf<HistoryView> rows })
            {
                world.Violations.Add("I14 pages can be read", $"{account}: {answer.Summary()}");
                return;
            }
            foreach (var row in rows.Items)
            {
                world.Violations.Require(read.Add(row.Id), "I14 no entry twice", $"{account} {row.Id}");
                world.Violations.Require(row.Date <= last, "I14 newest first", $"{account} {row.Id}");
                last = row.Date;
            }
            if (rows.Next is not { } cursor) break;
            next = cursor;
        }
        before.ExceptWith(read);
        world.Violations.Require(
            before.Count == 0, "I14 every entry is shown", $"{account}: {before.FirstOrDefault()}");
    }

    private async Task Balance(SimWorker worker)
    {
        var (account, began, now) = (_dice.Pick(scene.Accounts), world.Agenda.Now, worker.Clock.GetUtcNow());
        var answer = await worker.Function<GetBalance>().Run(SomeRequest.Query(""), account.Value, default);
        if (answer is not OkObjectResult { Value: Billing.History.Balance read })
        {
            world.Violations.Add("A balance can be read", answer.Summary());
            return;
        }
        var states = world.Watch.Of(account).StatesBetween(began, world.Agenda.Now).ToList();
        if (states.Count == 0 || read.Debt is null || read.Total is { IsZero: true }) return;
        var isTrue = states.Where(state => state.IsOpen).Select(state => Billing.History.Balance.Of(state, now))
            .Any(it => it.Total == read.Total && it.Debt == read.Debt && it.Voucher == read.Voucher);
        world.Violations.Require(isTrue, "I14 the balance was true while it was read", $"{account}: {read.Total}");
    }
}
