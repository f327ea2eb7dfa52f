using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using static Billing.Simulation.Conformance.TableWorld;

namespace Billing.Simulation.Conformance;

/// <summary>What Azurite and the table in memory make of transactions: the same, all of it or nothing.</summary>
public sealed class TransactionTests(Azurite azurite)
{
    private static readonly ETag Stale = new("W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"");

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task All_rows_of_a_transaction_are_written(TableService service)
    {
        var (table, versions) = await Filled(service);

        Assert.Equal("ok", await table.Write(
            Replace(Row("a", ("N", 10)), versions["a"]),
            Merge(Row("b", ("N", 20)), versions["b"]),
            Delete("c", versions["c"]),
            Add(Row("d2", ("N", 40))),
            new(TableTransactionActionType.UpsertReplace, Row("e", ("N", 50))),
            new(TableTransactionActionType.UpsertMerge, Row("f", ("N", 60)))));
        Assert.Equal("a=10 b=20 d=4 d2=40 e=50 f=60", await table.Shown());
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "b");
        Assert.Equal(2, merged.GetInt32("M"));
    }

    private static readonly string[] Failures =
    [
        "add existing: 409 EntityAlreadyExists",
        "replace stale: 412 UpdateConditionNotSatisfied",
        "merge stale: 412 UpdateConditionNotSatisfied",
        "delete stale: 412 UpdateConditionNotSatisfied",
        "replace missing: 404 ResourceNotFound",
        "merge missing: 404 ResourceNotFound",
        "delete missing: 404 ResourceNotFound",
    ];

    public static MatrixTheoryData<TableService, string> Failing => new(Enum.GetValues<TableService>(), Failures);

    /// <summary>The failing row comes after writes of every kind, which must all be taken back.</summary>
    [Theory, MemberData(nameof(Failing))]
    public async Task A_transaction_that_fails_changes_nothing(TableService service, string failure)
    {
        var (failing, said) = (failure.Split(": ")[0], failure.Split(": ")[1] + " at 3");
        var (table, versions) = await Filled(service);
        var last = failing switch
        {
            "add existing" => Add(Row("d", ("N", 9))),
            "replace stale" => Replace(Row("d", ("N", 9)), Stale),
            "merge stale" => Merge(Row("d", ("N", 9)), Stale),
            "delete stale" => Delete("d", Stale),
            "replace missing" => Replace(Row("x", ("N", 9)), ETag.All),
            "merge missing" => Merge(Row("x", ("N", 9)), ETag.All),
            _ => Delete("x", ETag.All),
        };

        var answer = await table.Write(
            Replace(Row("a", ("N", 10)), versions["a"]),
            Delete("b", ETag.All),
            Add(Row("new", ("N", 1))),
            last,
            Merge(Row("c", ("N", 30)), ETag.All));

        Assert.Equal(said, answer);
        Assert.Equal("a=1 b=2 c=3 d=4", await table.Shown());
        foreach (var (key, version) in versions)
            Assert.Equal(version, (await table.GetEntityAsync<TableEntity>("p", key)).Value.ETag);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task The_answer_names_the_version_of_each_row(TableService service)
    {
        var (table, versions) = await Filled(service);

        var answer = await table.SubmitTransactionAsync(
            [Replace(Row("a", ("N", 10)), versions["a"]), Add(Row("e", ("N", 5))), Delete("b", ETag.All)]);

        Assert.Equal(3, answer.Value.Count);
        Assert.All(answer.Value, row => Assert.Equal(204, row.Status));
        foreach (var (at, key) in ((int, string)[])[(0, "a"), (1, "e")])
            Assert.Equal((await table.GetEntityAsync<TableEntity>("p", key)).Value.ETag, answer.Value[at].Headers.ETag);
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_transaction_of_one_row_is_a_transaction(TableService service)
    {
        var (table, _) = await Filled(service);

        Assert.Equal("409 EntityAlreadyExists at 0", await table.Write(Add(Row("a"))));
        Assert.Equal("ok", await table.Write(Add(Row("e"))));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_transaction_names_a_row_once(TableService service)
    {
        var (table, _) = await Filled(service);

        Assert.StartsWith("400 InvalidDuplicateRow", await table.Write(Add(Row("e")), Delete("e", ETag.All)));
        Assert.Equal("a=1 b=2 c=3 d=4", await table.Shown());
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task A_transaction_has_a_row(TableService service)
    {
        var table = await Table(azurite, service);

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [Theory, MemberData(nameof(TableWorld.Both), MemberType = typeof(TableWorld))]
    public async Task Of_two_writers_that_saw_one_version_one_wins(TableService service)
    {
        var (table, versions) = await Filled(service);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            table.Write(Replace(Row("a", ("N", 100 + i)), versions["a"]), Add(Row($"w{i}", ("N", i))))));

        var winner = Array.IndexOf(answers, "ok");
        Assert.Equal(1, answers.Count(answer => answer == "ok"));
        Assert.Equal(7, answers.Count(answer => answer == "412 UpdateConditionNotSatisfied at 0"));
        Assert.Equal($"a={100 + winner} b=2 c=3 d=4 w{winner}={winner}", await table.Shown());
    }

    /// <summary>Rows a to d with N from 1, M the same, and their versions.</summary>
    private async Task<(TableClient Table, SortedDictionary<string, ETag> Versions)> Filled(TableService service)
    {
        var table = await Table(azurite, service);
        var versions = new SortedDictionary<string, ETag>(StringComparer.Ordinal);
        foreach (var (index, key) in ((int, string)[])[(1, "a"), (2, "b"), (3, "c"), (4, "d")])
            versions[key] = (await table.AddEntityAsync(Row(key, ("N", index), ("M", index)))).Headers.ETag!.Value;
        return (table, versions);
    }
}
