using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using static Billing.Simulation.Conformance.TableWorld;

namespace Billing.Simulation.Conformance;

/// <summary>
/// Where Azurite and the table in memory stop: at the same place, or, in memory alone, where Azure does.
/// </summary>
public sealed class LimitTests(Azurite azurite)
{
    private const int MaxColumn = 64 * 1024;

    private static readonly string[] Keys =
        ["a b",
            "a'b", "a|b}", "a%b", "a+b", "a&b=c", "ü年", "a.b:c;d,e", "(a)", "[b]{c}", "$filter", "\"q\"", "a@b!", "~"];

    public static MatrixTheoryData<TableService, string> OddKeys => new(Enum.GetValues<TableService>(), Keys);

    [Theory, MemberData(nameof(OddKeys))]
    public async Task An_odd_key_is_a_key(TableService service, string key)
    {
        var table = await Table(azurite, service);
        await table.AddEntityAsync(Row(key, ("N", 1)));

        Assert.Equal("409 EntityAlreadyExists", await Said(() => table.AddEntityAsync(Row(key))));
        Assert.Equal(key, (await table.GetEntityAsync<TableEntity>("p", key)).Value.RowKey);
        var quoted = key.Replace("'", "''", StringComparison.Ordinal);
        Assert.Equal($"{key}=1", await table.Shown($"PartitionKey eq 'p' and RowKey eq '{quoted}'"));
        await table.UpsertEntityAsync(Row(key, ("N", 2)), TableUpdateMode.Replace);
        Assert.Equal("ok", await table.Write(Merge(Row(key, ("N", 3)), Azure.ETag.All), Add(Row("other"))));
        Assert.Equal(204, (await table.DeleteEntityAsync("p", key)).Status);
        Assert.Equal("other", await table.Shown());
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_column_holds_64_KiB(TableService service)
    {
        var table = await Table(azurite, service);

        Assert.Equal("ok", await Said(() => table.AddEntityAsync(Row("a", ("B", new byte[MaxColumn])))));
        Assert.Equal("ok", await Said(() => table.AddEntityAsync(Row("b", ("T", new string('x', MaxColumn / 2))))));
        Assert.StartsWith(
            "400 PropertyValueTooLarge", await Said(
                () => table.AddEntityAsync(Row("c", ("B", new byte[MaxColumn + 1])))));
        Assert.StartsWith(
            "400 PropertyValueTooLarge",
            await Said(() => table.AddEntityAsync(Row("d", ("T", new string('x', MaxColumn / 2 + 1))))));
        Assert.Equal("a b", await table.Shown());
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_transaction_holds_a_hundred_rows(TableService service)
    {
        var table = await Table(azurite, service);

        Assert.Equal("ok", await table.Write([.. Enumerable.Range(0, 100).Select(n => Add(Row($"{n:D3}")))]));
        Assert.Equal(100, (await table.Shown()).Split(' ').Length);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_transaction_of_three_mebibytes_is_written_whole(TableService service)
    {
        var table = await Table(azurite, service);
        var rows = Enumerable.Range(0, 36).Select(n => Add(Row($"{n:D3}", ("B", new byte[MaxColumn]))));

        Assert.Equal("ok", await table.Write([.. rows]));
        Assert.Equal(36, (await table.Shown()).Split(' ').Length);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_transaction_over_four_mebibytes_changes_nothing(TableService service)
    {
        var table = await Table(azurite, service);
        var rows = Enumerable.Range(0, 60).Select(n => Add(Row($"{n:D3}", ("B", new byte[MaxColumn]))));

        Assert.StartsWith("413 RequestBodyTooLarge", await table.Write([.. rows]));
        Assert.Equal("", await table.Shown());
    }

    /// <summary>Azurite is laxer, or answers in no form at all; the app guards these limits itself.</summary>
    [Fact]
    public async Task Where_Azurite_is_lax_the_table_in_memory_is_as_strict_as_Azure()
    {
        var table = await Table(azurite, TableService.Memory);

        Assert.StartsWith(
            "400 InvalidInput", await table.Write([.. Enumerable.Range(0, 101).Select(n => Add(Row($"{n:D3}")))]));
        Assert.StartsWith(
            "400 CommandsInBatchActOnDifferentPartitions", await table.Write(
                Add(Row("a")), Add(new TableEntity("q", "b"))));
        var wide = Enumerable.Range(0, 17).Select(n => ($"B{n}", (object?)new byte[MaxColumn - 100])).ToArray();
        Assert.StartsWith("400 EntityTooLarge", await Said(() => table.AddEntityAsync(Row("c", wide))));
        var many = Enumerable.Range(0, 253).Select(n => ($"N{n}", (object?)n)).ToArray();
        Assert.StartsWith("400 TooManyProperties", await Said(() => table.AddEntityAsync(Row("d", many))));
        Assert.StartsWith("400 KeyValueTooLarge", await Said(() => table.AddEntityAsync(Row(new string('k', 513)))));
        foreach (var key in (string[])["a/b", "a\\b", "a#b", "a?b", "a\tb"])
            Assert.StartsWith("400 OutOfRangeInput", await Said(() => table.AddEntityAsync(Row(key))));
        Assert.Equal("", await table.Shown());
    }
}
