using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using static Billing.Simulation.Conformance.TableWorld;

namespace Billing.Simulation.Conformance;

/// <summary>What Azurite and the table in memory find: the same rows in the same order, page by page.</summary>
public sealed class QueryTests(Azurite azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A filter, and the rows of p that it finds: a 1, b 2, c 3 with texts, and others without.</summary>
    private static readonly string[] Filters =
    [
        " => q:a p:A p:_ p:a p:b p:b| p:b} p:c p:d p:é",
        "PartitionKey eq 'p' => p:A p:_ p:a p:b p:b| p:b} p:c p:d p:é",
        "PartitionKey eq 'p' and RowKey eq 'b' => p:b",
        "PartitionKey eq 'p' and RowKey ge 'b' => p:b p:b| p:b} p:c p:d p:é",
        "PartitionKey eq 'p' and RowKey gt 'b' => p:b| p:b} p:c p:d p:é",
        "PartitionKey eq 'p' and RowKey lt 'b' => p:A p:_ p:a",
        "PartitionKey eq 'p' and RowKey le 'b' => p:A p:_ p:a p:b",
        "PartitionKey eq 'p' and RowKey ne 'b' => p:A p:_ p:a p:b| p:b} p:c p:d p:é",
        "PartitionKey eq 'p' and (RowKey ge 'b|' and RowKey lt 'b}') => p:b|",
        "PartitionKey eq 'p' and (RowKey ge 'b' and RowKey lt 'b ') => p:b",
        "PartitionKey eq 'p' and (RowKey eq 'a' or (RowKey ge 'c' and RowKey lt 'e')) => p:a p:c p:d",
        "PartitionKey eq 'p' and (RowKey eq 'a' or RowKey eq 'c' or RowKey eq 'x') => p:a p:c",
        "PartitionKey eq 'p' and N ge 2 => p:b p:c",
        "PartitionKey eq 'p' and N eq 2 => p:b",
        "PartitionKey eq 'p' and L gt 5000000000L => p:b",
        "PartitionKey eq 'p' and Flag eq true => p:a",
        "PartitionKey eq 'p' and Text eq 'it''s' => p:a",
        "PartitionKey eq 'p' and Text gt 'it' => p:a p:c",
        "PartitionKey eq 'p' and At lt datetime'2026-03-10T13:00:00.0000000Z' => p:a",
        "PartitionKey eq 'p' and not (N eq 2) and N gt 0 => p:a p:c",
        "PartitionKey eq 'none' => ",
        "PartitionKey ge 'p' and PartitionKey lt 'q' => p:A p:_ p:a p:b p:b| p:b} p:c p:d p:é",
        "RowKey eq 'a' => p:a q:a",
    ];

    public static MatrixTheoryData<TableService, string> Asked => new(Enum.GetValues<TableService>(), Filters);

    [Theory, MemberData(nameof(Asked))]
    public async Task A_filter_finds_its_rows_in_the_order_of_their_keys(TableService service, string asked)
    {
        var table = await Filled(service);
        var (filter, expected) = (asked.Split(" => ")[0], asked.Split(" => ")[1]);
        if (filter.Length == 0) expected = "p:A p:_ p:a p:b p:b| p:b} p:c p:d p:é q:a";

        var found = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter.Length == 0 ? null : filter))
            found.Add($"{row.PartitionKey}:{row.RowKey}");

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task Pages_hold_so_many_rows_and_go_on_where_they_stopped(TableService service)
    {
        var table = await Filled(service);

        var pages = new List<string>();
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 4).AsPages())
            pages.Add(
                string.Join(' ', page.Values.Select(row => row.RowKey)) + (page.ContinuationToken is null ? "." : ""));

        Assert.Equal(["A _ a b", "b| b} c d", "é."], pages);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_later_page_sees_what_was_written_meanwhile_and_a_token_outlives_its_row(TableService service)
    {
        var table = await Filled(service);
        var keys = new List<string>();
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 4).AsPages())
        {
            keys.AddRange(page.Values.Select(row => row.RowKey));
            if (keys.Count != 4) continue;
            await table.DeleteEntityAsync("p", "b|");
            await table.AddEntityAsync(Row("aa"));
            await table.AddEntityAsync(Row("cc"));
        }

        Assert.Equal("A _ a b b} c cc d é", string.Join(' ', keys));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_page_holds_a_thousand_rows_at_most(TableService service)
    {
        var table = await Table(azurite, service);
        for (var i = 0; i < 11; i++)
            await table.SubmitTransactionAsync(Enumerable.Range(100 * i, 100).Select(n => Add(Row($"{n:D5}"))));

        var pages = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages()) pages.Add(
            page.Values.Count);

        Assert.Equal([1_000, 100], pages);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_query_gives_the_columns_asked_for_and_the_version(TableService service)
    {
        var table = await Filled(service);

        await foreach (var row in table.QueryAsync<TableEntity>("RowKey eq 'b'", select: ["RowKey", "N", "Missing"]))
        {
            Assert.Equal(("b", 2), (row.RowKey, row.GetInt32("N")));
            Assert.Null(row.PartitionKey);
            Assert.False(row.ContainsKey("L"));
            Assert.NotEqual(default, row.ETag);
        }
    }

    [Fact]
    public void A_filter_that_is_not_known_here_is_refused_with_its_text()
    {
        string[] wrong = ["N add 1 eq 2", "N eq", "(N eq 1", "N eq 1)", "N like 'x'", "startswith(A,'x')", "N eq 'x"];
        foreach (var text in wrong)
            Assert.Contains(text, Assert.Throws<NotSupportedException>(() => Storage.FilterText.Read(text)).Message);
    }

    [Fact]
    public async Task A_literal_of_another_type_than_the_column_is_refused_where_Azure_would_answer_wrongly()
    {
        var table = await Filled(TableService.Memory);

        await Assert.ThrowsAsync<NotSupportedException>(() => table.Shown("PartitionKey eq 'p' and N eq 2L"));
    }

    private async Task<TableClient> Filled(TableService service)
    {
        var table = await Table(azurite, service);
        await table.AddEntityAsync(
            Row("a", ("N", 1), ("Text", "it's"), ("Flag", true), ("At", Noon), ("L", 5_000_000_000L)));
        await table.AddEntityAsync(Row("b", ("N", 2), ("Text", "IT"), ("Flag", false), ("L", 5_000_000_001L)));
        await table.AddEntityAsync(Row("c", ("N", 3), ("Text", "jam"), ("At", Noon.AddHours(1))));
        foreach (var key in (string[])["é", "d", "b}", "b|", "_", "A"]) await table.AddEntityAsync(Row(key));
        await table.AddEntityAsync(new TableEntity("q", "a"));
        return table;
    }
}
