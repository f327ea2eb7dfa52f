using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>
/// Every way to damage a ledger's rows that a table can be damaged in is found, and found where it is.
/// </summary>
public sealed class LedgerAuditorTests(Azurite azurite)
{
    /// <summary>
    /// Rows of the account that <see cref="Build"/> makes: two movements, lines 3–12, quarantine and more, lines
    /// 15–24.
    /// </summary>
    public static TheoryData<string, string, string, string> Damages => new()
    {
        { "a movement is gone", "delete", "T|20260310|2|", "I11" },
        { "a segment is gone", "delete", "S|20260310|3|", "I11" },
        { "a commit is gone", "delete", "C|2|", "I5" },
        { "the last commit is gone", "delete", "C|4|", "I5" },
        { "a once-only key is gone", "delete", "X|capture|vnpay:1|", "I11" },
        { "a quarantine row is gone", "delete", "R|20260310|q1|", "I11" },
        { "the head is gone", "delete", "H|", "I4" },
        { "a movement's body says more", "set Body {\"kind\":\"opened\"}", "T|20260310|2|", "I11" },
        { "a movement's time is another", "add Time", "T|20260310|2|", "I11" },
        { "one byte of the events is another", "flip Events0", "S|20260310|3|", "I11" },
        { "one byte of the ratings is another", "flip Ratings0", "S|20260310|15|", "I11" },
        { "a segment's sum is one unit more", "add Units", "S|20260310|3|", "I11" },
        { "a segment's hash is another", "flip Hash", "S|20260310|3|", "I11" },
        { "a segment has a column too many", "set Note x", "S|20260310|3|", "I11" },
        { "a segment lacks a column", "drop Services", "S|20260310|3|", "I11" },
        { "a segment names another commit", "add CommitNo", "S|20260310|3|", "I11" },
        { "a commit's content is another", "flip Content0", "C|2|", "I5" },
        { "a commit's link is another", "flip Chain", "C|3|", "I5" },
        { "a commit follows another", "flip Previous", "C|3|", "I5" },
        { "a commit's id is another", "set CommitId 00", "C|3|", "I11" },
        { "a commit's time is another", "add Time", "C|3|", "I11" },
        { "a once-only key answers otherwise", "set Answer pay-2", "X|capture|vnpay:1|", "I11" },
        { "a quarantined event is another", "set Event {}", "R|20260310|q1|", "I11" },
        { "an outbox row is another", "set Body {}", "O|14|", "I11" },
        { "the head's state is another", "flip State0", "H|", "I4" },
        { "the head has counted on", "add Seq", "H|", "I4" },
        { "the head names a commit that is not there", "add CommitNo", "H|", "I4" },
        { "the head's chain is another", "flip Chain", "H|", "I4" },
        { "two segments are swapped", "swap S|20260310|15|", "S|20260310|3|", "I11" },
        { "two commits are swapped", "swap C|3|", "C|2|", "I5" },
        { "a segment is there twice", "copy S|20260310|99|", "S|20260310|3|", "I11" },
        { "a segment is there again on the next day", "copy S|20260311|3|", "S|20260310|3|", "I11" },
        { "a movement came from nowhere", "copy T|20260310|99|", "T|20260310|2|", "I11" },
        { "a commit came from nowhere", "copy C|5|", "C|4|", "I11" },
        { "a once-only key came from nowhere", "copy X|capture|vnpay:2|", "X|capture|vnpay:1|", "I11" },
        { "a quarantine row came from nowhere", "copy R|20260310|q2|", "R|20260310|q1|", "I11" },
        { "a row of no known kind is there", "copy Z|1|", "T|20260310|2|", "I11" },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_ledger_passes_with_its_counts()
    {
        var (table, account) = await Build();

        var report = await Audit(table, account);

        Assert.Equal(new AuditReport(true, 4, 20, 3, 1, null, report.ElapsedMs) { Mark = report.Mark }, report);
        Assert.Equal(4, report.Mark.CommitNo);
    }

    [Fact]
    public async Task An_account_without_a_ledger_passes()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));

        Assert.True((await Audit(table, Account("never"))).Ok);
    }

    [Fact]
    public async Task A_delivered_outbox_row_is_not_missed()
    {
        var (table, account) = await Build();
        await table.Rows.DeleteEntityAsync(
            LedgerKeys.Partition(account), LedgerKeys.Outbox(account, 14), ETag.All, Stop);

        Assert.True((await Audit(table, account)).Ok);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_found_where_it_is(string what, string damage, string row, string rule)
    {
        var (table, account) = await Build();
        var key = Full(row, account);

        var broken = await Break(table.Rows, account, damage, key);

        var report = await Audit(table, account);
        Assert.False(report.Ok, what);
        Assert.StartsWith(rule, report.FirstBroken!.Rule, StringComparison.Ordinal);
        Assert.Contains(report.FirstBroken.Row, broken);
    }

    [Fact]
    public async Task A_forged_line_is_found_even_where_every_hash_fits()
    {
        var (table, account) = await Build();
        var head = await table.Load(account, Stop);
        var again = new LedgerEntry(Noon) { Lines = SomeLedger.Usage(head.State, 10).Lines };
        await table.Commit(head, again, [], Stop);

        var report = await Audit(table, account);

        Assert.StartsWith("I1 ", report.FirstBroken!.Rule, StringComparison.Ordinal);
        Assert.Equal(LedgerKeys.Segment(account, new(2026, 3, 10), head.Seq + 1), report.FirstBroken.Row);
    }

    private static Task<AuditReport> Audit(LedgerTable table, AccountId account) =>
        new LedgerAuditor(table, TimeProvider.System).Audit(account, Stop);

    private async Task<(LedgerTable Table, AccountId Account)> Build()
    {
        var table = new LedgerTable(await azurite.Table(LedgerTable.Name));
        var account = Account("audited");
        var head = AccountHead.New(account);
        head = await Commit(Opening("0.001") with { Once = [new("capture", "vnpay:1", "", "pay-1")] });
        head = await Commit(SomeLedger.Usage(head.State, 10));
        head = await Commit(Entry(Voucher("1")) with
        {
            Quarantined = [Kept("q1"), Kept("q3")],
            Outbox = [new("voucher-granted", """{"to":"campaign"}""")],
        });
        await Commit(SomeLedger.Usage(head.State, 10, Noon.AddHours(1), "later") with { Released = [Kept("q3")] });
        return (table, account);

        async Task<AccountHead> Commit(LedgerEntry entry) =>
            Assert.IsType<CommitResult.Committed>(await table.Commit(head, entry, [], Stop)).Head;
    }

    private static QuarantinedEvent Kept(string id) =>
        new("20260310", id, "unknown_meter", "No such meter.", """{"id":"1"}""", Noon);

    /// <returns>The rows that an audit may rightly name.</returns>
    private static async Task<IReadOnlyList<string>> Break(
        TableClient rows, AccountId account, string damage, string key)
    {
        var partition = LedgerKeys.Partition(account);
        var row = (await rows.GetEntityAsync<TableEntity>(partition, key, null, Stop)).Value;
        var words = damage.Split(' ', 3);
        switch (words[0])
        {
            case "delete":
                await rows.DeleteEntityAsync(partition, key, ETag.All, Stop);
                return key[0] == 'C' ? [key, LedgerKeys.Head(account), LedgerKeys.Commit(account, 3)] : [key];
            case "copy":
                var copy = new TableEntity(row) { RowKey = Full(words[1], account) };
                await rows.AddEntityAsync(copy, Stop);
                return [copy.RowKey];
            case "swap":
                var otherKey = Full(words[1], account);
                var other = (await rows.GetEntityAsync<TableEntity>(partition, otherKey, null, Stop)).Value;
                await rows.UpdateEntityAsync(
                    new TableEntity(row) { RowKey = otherKey }, ETag.All, TableUpdateMode.Replace, Stop);
                await rows.UpdateEntityAsync(
                    new TableEntity(other) { RowKey = key }, ETag.All, TableUpdateMode.Replace, Stop);
                return [key, otherKey];
            case "drop":
                row.Remove(words[1]);
                break;
            default:
                row[words[1]] = Changed(row.TryGetValue(words[1], out var value) ? value : null, words);
                break;
        }
        await rows.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        return [key];
    }

    private static object Changed(object? value, string[] words)
    {
        if (words[0] == "set") return words[2];
        if (value is long number) return number + 1;
        var bytes = Assert.IsType<byte[]>(value);
        bytes[bytes.Length / 2] ^= 1;
        return bytes;
    }

    /// <summary>Writes numbers out to the 19 digits that keys have.</summary>
    private static string Full(string row, AccountId account) =>
        string.Join('|', row.Split('|').Select(Number)) + account;

    private static string Number(string part) =>
        part.Length is > 0 and < 5 && long.TryParse(part, out var number) ? LedgerKeys.Number(number) : part;
}
