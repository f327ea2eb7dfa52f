using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Usage;

public sealed class IngestUsageTests(Azurite azurite)
{
    private const string Batch = "application/cloudevents-batch+json";
    private const string Single = "application/cloudevents+json";

    [Fact]
    public async Task Readable_events_are_accepted_and_the_others_are_named()
    {
        var body = Some.Batch(
            Some.EventJson(), Some.EventJson("bad", quantity: "-1"), Some.EventJson("e-2", "other"));

        var answer = Assert.IsType<AcceptedResult>(await Post(body, Batch));

        Assert.Equal(
            """{"accepted":2,"rejected":[{"index":1,"id":"bad","code":"quantity_out_of_range"}]}""",
            JsonSerializer.Serialize(answer.Value, Json.Options));
    }

    [Theory]
    [InlineData(Single)]
    [InlineData($"{Single}; charset=utf-8")]
    public async Task One_event_is_accepted(string contentType) => Assert.IsType<AcceptedResult>(
        await Post(Encoding.UTF8.GetBytes(Some.EventJson().ToJsonString()), contentType));

    [Fact]
    public async Task A_thousand_events_of_many_accounts_are_accepted()
    {
        var body = Some.Batch(Enumerable.Range(0, 1_000).Select(i => Some.EventJson($"e{i}", $"a{i}")));

        Assert.IsType<AcceptedResult>(await Post(body, Batch));
    }

    [Theory]
    [InlineData("[]", "application/json", "415 media_type")]
    [InlineData("[]", null, "415 media_type")]
    [InlineData("[]", $"{Batch}; charset=utf-16", "415 media_type")]
    [InlineData("[", Batch, "400 malformed")]
    [InlineData("{}", Batch, "400 malformed")]
    [InlineData("[]", Single, "400 malformed")]
    [InlineData("", Batch, "400 malformed")]
    public async Task A_body_that_is_no_batch_is_refused(string body, string? contentType, string problem) =>
        Assert.Equal(problem, (await Post(Encoding.UTF8.GetBytes(body), contentType)).Summary());

    [Fact]
    public async Task Too_many_events_or_bytes_are_refused()
    {
        var many = Encoding.UTF8.GetBytes($"[{string.Join(',', new int[1_001])}]");
        var large = Encoding.UTF8.GetBytes($"[\"{new string('x', RawBody.DefaultMaxBytes)}\"]");

        Assert.Equal("413 too_many_events", (await Post(many, Batch)).Summary());
        Assert.StartsWith("413 ", (await Post(large, Batch)).Summary(), StringComparison.Ordinal);
    }

    private async Task<IActionResult> Post(byte[] body, string? contentType)
    {
        await using var bus = new ServiceBusClient(await azurite.ConnectionString());
        var verb = new IngestUsage(new(bus), new(UsageRules.Default, 45_056));
        return await verb.Run(SomeRequest.Bytes(body, contentType), TestContext.Current.CancellationToken);
    }
}
