using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using static Billing.Simulation.Conformance.TableWorld;

namespace Billing.Simulation.Conformance;

/// <summary>What Azurite and the table in memory say to calls about one row: the same.</summary>
public sealed class RowTests(Azurite azurite)
{
    private static readonly ETag Unknown = new("W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"");

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_row_keeps_its_values_and_their_types(TableService service)
    {
        var table = await Table(azurite, service);
        var time = new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(7)).AddTicks(1_234_567);
        var id = new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff");
        await table.AddEntityAsync(Row(
            "a", ("Text", "năm 年"), ("Int", -5), ("Long", long.MaxValue), ("Real", 1.5), ("Flag", false), ("Id", id),
            ("Bytes", new byte[] { 0, 1, 255 }), ("Time", time), ("Empty", ""), ("None", null),
            ("NoBytes", Array.Empty<byte>())));

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "a");

        Assert.Equal("năm 年", row["Text"]);
        Assert.Equal(-5, row["Int"]);
        Assert.Equal(long.MaxValue, row["Long"]);
        Assert.Equal(1.5, row["Real"]);
        Assert.Equal(false, row["Flag"]);
        Assert.Equal(id, row["Id"]);
        Assert.Equal(new byte[] { 0, 1, 255 }, row["Bytes"]);
        Assert.Equal(time.ToUniversalTime(), row["Time"]);
        Assert.Equal("", row["Empty"]);
        Assert.Equal(Array.Empty<byte>(), row["NoBytes"]);
        Assert.False(row.ContainsKey("None"));
        Assert.Equal(("p", "a"), (row.PartitionKey, row.RowKey));
        Assert.NotNull(row.Timestamp);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_row_is_added_once(TableService service)
    {
        var table = await Table(azurite, service);

        Assert.Equal("ok", await Said(() => table.AddEntityAsync(Row("a", ("N", 1)))));
        Assert.Equal("409 EntityAlreadyExists", await Said(() => table.AddEntityAsync(Row("a", ("N", 2)))));
        Assert.Equal("a=1", await table.Shown());
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_row_that_is_not_there_is_said_to_be_missing(TableService service)
    {
        var table = await Table(azurite, service);

        Assert.Equal("404 ResourceNotFound", await Said(() => table.GetEntityAsync<TableEntity>("p", "a")));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "a")).HasValue);
        Assert.Equal(
            "404 ResourceNotFound",
            await Said(() => table.UpdateEntityAsync(Row("a"), ETag.All, TableUpdateMode.Replace)));
        Assert.Equal(
            "404 ResourceNotFound",
            await Said(() => table.UpdateEntityAsync(Row("a"), Unknown, TableUpdateMode.Merge)));
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "a", ETag.All)).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "a", Unknown)).Status);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_table_that_is_not_there_is_said_to_be_missing(TableService service)
    {
        var table = (await Service(azurite, service)).GetTableClient("nowhere");

        Assert.Equal("404 TableNotFound", await Said(() => table.AddEntityAsync(Row("a"))));
        Assert.Equal("404 TableNotFound", await Said(() => table.GetEntityAsync<TableEntity>("p", "a")));
        Assert.Equal("404 TableNotFound", await Said(() => table.Shown()));
        Assert.Equal("404 TableNotFound", await Said(() => table.UpsertEntityAsync(Row("a"))));
        Assert.StartsWith("404 TableNotFound", await table.Write(Add(Row("a")), Add(Row("b"))));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_table_may_be_created_again(TableService service)
    {
        var tables = await Service(azurite, service);
        var table = await Table(azurite, service);

        await tables.CreateTableIfNotExistsAsync(table.Name);
        await table.CreateIfNotExistsAsync();
        Assert.Equal("ok", await Said(() => table.AddEntityAsync(Row("a"))));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task Replacing_forgets_what_is_not_said_and_merging_keeps_it(TableService service)
    {
        var table = await Table(azurite, service);
        await table.AddEntityAsync(Row("a", ("N", 1), ("M", 1)));

        await table.UpdateEntityAsync(Row("a", ("N", 2)), ETag.All, TableUpdateMode.Merge);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "a");
        await table.UpdateEntityAsync(Row("a", ("N", 3)), ETag.All, TableUpdateMode.Replace);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "a");

        Assert.Equal((2, 1), (merged.GetInt32("N"), merged.GetInt32("M")));
        Assert.Equal((3, null), (replaced.GetInt32("N"), replaced.GetInt32("M")));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task Upserting_makes_or_changes_the_row(TableService service)
    {
        var table = await Table(azurite, service);

        await table.UpsertEntityAsync(Row("a", ("N", 1), ("M", 1)), TableUpdateMode.Replace);
        await table.UpsertEntityAsync(Row("a", ("N", 2)), TableUpdateMode.Merge);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "a");
        await table.UpsertEntityAsync(Row("a", ("N", 3)), TableUpdateMode.Replace);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "a");
        await table.UpsertEntityAsync(Row("b", ("N", 4)), TableUpdateMode.Merge);

        Assert.Equal((2, 1), (merged.GetInt32("N"), merged.GetInt32("M")));
        Assert.Equal((3, null), (replaced.GetInt32("N"), replaced.GetInt32("M")));
        Assert.Equal("a=3 b=4", await table.Shown());
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_change_names_the_version_that_it_saw(TableService service)
    {
        var table = await Table(azurite, service);
        var first = (await table.AddEntityAsync(Row("a", ("N", 1)))).Headers.ETag!.Value;
        var second =
            (await table.UpdateEntityAsync(Row("a", ("N", 2)), first, TableUpdateMode.Replace)).Headers.ETag!.Value;

        Assert.NotEqual(first, second);
        Assert.Equal(second, (await table.GetEntityAsync<TableEntity>("p", "a")).Value.ETag);
        foreach (var mode in (TableUpdateMode[])[TableUpdateMode.Replace, TableUpdateMode.Merge])
            Assert.Equal(
                "412 UpdateConditionNotSatisfied",
                await Said(() => table.UpdateEntityAsync(Row("a", ("N", 3)), first, mode)));
        Assert.Equal("412 UpdateConditionNotSatisfied", await Said(() => table.DeleteEntityAsync("p", "a", first)));
        Assert.Equal("a=2", await table.Shown());
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "a", second)).Status);
        Assert.Equal("", await table.Shown());
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task Every_write_makes_another_version(TableService service)
    {
        var table = await Table(azurite, service);
        var versions = new HashSet<string> { $"{(await table.AddEntityAsync(Row("a", ("N", 1)))).Headers.ETag}" };

        for (var i = 0; i < 5; i++)
        {
            versions.Add(
                $"{(await table.UpsertEntityAsync(Row("a", ("N", 1)), TableUpdateMode.Replace)).Headers.ETag}");
            versions.Add($"{(await table.UpdateEntityAsync(Row("a", ("N", 1)), ETag.All)).Headers.ETag}");
        }
        await table.DeleteEntityAsync("p", "a");
        versions.Add($"{(await table.AddEntityAsync(Row("a", ("N", 1)))).Headers.ETag}");

        Assert.Equal(12, versions.Count);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task Only_asked_columns_come_back(TableService service)
    {
        var table = await Table(azurite, service);
        await table.AddEntityAsync(Row("a", ("N", 1), ("M", 2)));

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "a", ["M", "Missing"]);
        TableEntity? found = (await table.GetEntityIfExistsAsync<TableEntity>("p", "a", ["RowKey"])).Value;

        Assert.Equal(2, row["M"]);
        Assert.False(row.ContainsKey("N"));
        Assert.False(row.TryGetValue("Missing", out var missing) && missing is not null);
        Assert.NotEqual(default, row.ETag);
        Assert.Equal("a", found!.RowKey);
        Assert.False(found.ContainsKey("M"));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_row_that_was_read_is_a_copy(TableService service)
    {
        var table = await Table(azurite, service);
        var bytes = new byte[] { 1 };
        await table.AddEntityAsync(Row("a", ("N", bytes)));

        bytes[0] = 2;
        TableEntity first = await table.GetEntityAsync<TableEntity>("p", "a");
        first.GetBinary("N")[0] = 3;
        first["M"] = 1;
        TableEntity second = await table.GetEntityAsync<TableEntity>("p", "a");

        Assert.Equal([1], second.GetBinary("N"));
        Assert.False(second.ContainsKey("M"));
    }
}
