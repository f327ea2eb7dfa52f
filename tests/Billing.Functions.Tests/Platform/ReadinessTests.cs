using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Platform;

public sealed class ReadinessTests(Azurite azurite)
{
    private const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;"
        + "TableEndpoint=http://127.0.0.1:9/devstoreaccount1;QueueEndpoint=http://127.0.0.1:9/devstoreaccount1;";

    [Fact]
    public async Task It_is_ready_when_tables_and_bus_answer()
    {
        var (status, found) = await Ask(await azurite.Tables());

        Assert.Equal(StatusCodes.Status200OK, status);
        Assert.True(found.IsReady);
        Assert.Contains("tables", found.Checks.Keys);
    }

    [Fact]
    public async Task It_says_what_is_down_in_bounded_time()
    {
        var since = Stopwatch.GetTimestamp();
        var (status, found) = await Ask(
            new TableServiceClient(Nowhere, new TableClientOptions { Retry = { MaxRetries = 0 } }));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, status);
        Assert.Equal(ReadinessFound.Down, found.Checks["tables"]);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    private async Task<(int Status, ReadinessFound Found)> Ask(TableServiceClient tables)
    {
        await azurite.Table(IdempotencyTable.Name);
        await using var bus = new ServiceBusClient(await azurite.ConnectionString());
        var readiness = new Readiness(tables, bus, [new("readiness")], NullLogger<Readiness>.Instance);
        var answer = await new GetReadiness(readiness).Run(new DefaultHttpContext().Request, CancellationToken.None);
        return (Assert.IsType<ObjectResult>(answer).StatusCode!.Value, await readiness.Look(CancellationToken.None));
    }
}
