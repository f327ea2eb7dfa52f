using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Damage of every kind, made up by a seed, is found and found where it is.</summary>
public sealed class LedgerAuditCorruptionTests
{
    private const int Seeds = 200;

    [Fact]
    public async Task Each_of_200_corruptions_is_found_where_it_is()
    {
        var sound = Rich();
        Assert.True((await sound.Audit()).Ok, $"{(await sound.Audit()).FirstBroken}");

        List<string> missed = [];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var damaged = sound.Copy();
            var corruption = Corruption.Inject(seed, damaged);

            var report = await damaged.Audit();

            if (report.Ok || !corruption.Places.Contains(report.FirstBroken!.Row))
                missed.Add($"seed {seed}, {corruption.What}: {report.FirstBroken?.ToString() ?? "not found"}");
        }
        Assert.Empty(missed);
    }

    [Fact]
    public async Task Commits_that_vanish_without_their_rows_leave_those_behind()
    {
        var ledger = Rich();
        var old = ledger.Heads[^2];
        ledger[old.RowKey] = old;
        ledger.Remove(LedgerKeys.Commit(ledger.Head.Account, ledger.Head.CommitNo));

        var report = await ledger.Audit();

        Assert.Equal((false, "No commit wrote it."), (report.Ok, report.FirstBroken!.Detail));
    }

    [Fact]
    public async Task An_end_that_vanishes_whole_with_the_head_put_back_is_found_if_an_audit_saw_it()
    {
        var ledger = Rich();
        var mark = (await ledger.Audit()).Mark;
        var old = ledger.Heads[^2];
        var last = (long)old["CommitNo"];
        foreach (var row in ledger.Rows.Where(row => (long)row["CommitNo"] > last && row.RowKey[0] != 'H').ToList())
            ledger.Remove(row.RowKey);
        ledger[old.RowKey] = old;

        var found = (await ledger.Audit(mark)).FirstBroken!;
        Assert.Equal(LedgerKeys.Commit(ledger.Head.Account, mark.CommitNo), found.Row);
        Assert.Equal((true, last), ((await ledger.Audit()).Ok, (await ledger.Audit()).Commits));
    }

    [Fact]
    public async Task A_past_that_was_written_anew_is_found_if_an_audit_saw_the_other()
    {
        var ledger = Rich();
        var mark = new AuditMark(2, "0f");

        Assert.Equal(LedgerKeys.Commit(ledger.Head.Account, 2), (await ledger.Audit(mark)).FirstBroken!.Row);
    }

    /// <summary>
    /// Top-ups, vouchers, covers, usage of several days, debt, once-only keys, quarantine and outbox.
    /// </summary>
    private static MemoryLedger Rich()
    {
        var ledger = new MemoryLedger(Account("rich"));
        ledger.Commit(Opening("0.02") with { Once = [new("capture", "vnpay:1", "", "pay-1")] });
        Use(ledger, "a", 30, Noon);
        ledger.Commit(Entry(Voucher("0.01"), Voucher("0.005", "red-2", null, Inference)) with
        {
            Once = [new("voucher", "red-1", "", "granted"), new("voucher", "red-2", "", "granted")],
            Quarantined = [Kept("q1"), Kept("q3"), Kept("q5"), Kept("q7")],
            Outbox = [new("voucher-granted", """{"to":"campaign"}"""), new("voucher-granted", "{}")],
        });
        Use(ledger, "b", 40, Noon.AddDays(-3), [Kept("q3")]);
        ledger.Commit(Entry(SomeCover.Activated(SomeCover.Terms("0.01"))));
        Use(ledger, "c", 25, Noon.AddDays(-1).AddHours(11));
        ledger.Commit(Entry(TopUp("0.5", "pay-2")) with { Outbox = [new("low-balance", "{}")] });
        Use(ledger, "d", 60, Noon.AddHours(11));
        Use(ledger, "e", 10, Noon.AddDays(1));
        return ledger;
    }

    private static void Use(
        MemoryLedger ledger, string name, int count, DateTimeOffset from,
        ImmutableArray<QuarantinedEvent> released = default)
    {
        var entry = SomeLedger.Usage(ledger.Head.State, count, from, name, tokens: 5_000);
        ledger.Commit(entry with { Released = released.IsDefault ? [] : released });
    }

    private static QuarantinedEvent Kept(string id) =>
        new("20260310", id, "unknown_meter", "No such meter.", """{"id":"1"}""", Noon);
}
