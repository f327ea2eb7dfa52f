using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>A top-up by bank transfer, from the quote to the comparison with the bank's list, over HTTP.</summary>
public sealed class BankTransferTests(TopUpHost host)
{
    private const string Day = "2026-01-15";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_parts_under_the_reference_are_credited_once_and_agree_with_the_banks_list()
    {
        var buyer = await host.Buyer(Stop, new("VN", "VND", "bank-transfer", "500000"));
        var finance = await buyer.Host.Api.Token("finance", "finance", null, Stop);
        var started = await buyer.Start(Stop);
        var (id, reference) = ($"{started["topUpId"]}", $"{started["instructions"]!["reference"]}");
        var (one, two) = ($"{id}-1", $"{id}-2");

        Assert.Equal("applied part", await Record(buyer, finance, one, "200000", $"nap tien {reference}"));
        Assert.Equal("applied credited", await Record(buyer, finance, two, "300000", reference.ToLowerInvariant()));
        Assert.Equal("applied credited", await Record(buyer, finance, two, "300000", reference.ToLowerInvariant()));
        var other = await buyer.Answer(
            HttpMethod.Post, "bank-transfers", finance, Body(two, "300001", reference).ToJsonString(), Stop);
        var difference = await Compare(buyer, finance, $"{one},200000,VND\r\n{two},300000,VND\r\n");

        Assert.Equal((409, "conflict"), other);
        Assert.Equal(500_000, await buyer.Credit(Stop));
        Assert.Equal("success", await buyer.Shown(id, Stop));
        Assert.Equal(TopUpStatus.Success, (await buyer.Inside(id, Stop)).Status);
        foreach (var kind in (string[])["missingHere", "missingThere", "amountDiffers"])
            Assert.Equal(0, difference[kind]!["count"]!.GetValue<int>());
        var list = await buyer.Host.Api.Get($"bank-transfers?from={Day}&to={Day}&status=applied", finance, Stop);
        Assert.Equal(2, list!["items"]!.AsArray().Count);
    }

    private static JsonObject Body(string id, string amount, string remittance) => new()
    {
        ["transactionId"] = id,
        ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = "VND" },
        ["receivedOn"] = Day,
        ["remittance"] = remittance,
    };

    private static async Task<string> Record(
        Buyer buyer, string token, string id, string amount, string remittance)
    {
        var answer = await buyer.Host.Api.Post(
            "bank-transfers", token, Body(id, amount, remittance), $"{Ulid.NewUlid()}", Stop);
        return $"{answer!["status"]} {answer["detail"]}";
    }

    private static async Task<JsonNode> Compare(Buyer buyer, string token, string lines)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"api/v1/settlements/bank-transfer/{Day}", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent($"transaction,amount,currency\r\n{lines}", Encoding.UTF8, "text/csv");
        using var answer = await buyer.Host.Http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["difference"]!;
    }
}
