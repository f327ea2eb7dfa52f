using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.EndToEnd.Tests.Fuzz;
using Billing.EndToEnd.Tests.Support;
using Billing.Functions.Tests.Support;

namespace Billing.EndToEnd.Tests.Access;

/// <summary>
/// Each function asked by each kind of caller, against the table in access.txt; and what every answer tells a browser.
/// </summary>
public sealed partial class AccessMatrixTests
{
    private const string Own = "own";
    private static readonly string[] Callers = ["none", "own", "other", "service", "sales", "finance", "admin"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_gets_in_where_the_table_says_so_and_nowhere_else()
    {
        await using var host = await RunningHost.Start(Stop, FuzzSettings.NoLimits);
        var routes = FuzzRoute.All(SomeApi.Document).ToDictionary(route => route.Name);
        var tokens = await Tokens(host);
        var path = Path.Combine(AppContext.BaseDirectory, "Access", "access.txt");
        var table = TextTable.Rows(await File.ReadAllTextAsync(path, Stop));
        var wrong = new List<string>();
        using var connection = new WireConnection(host.Address);
        foreach (var row in table)
            foreach (var caller in Callers)
            {
                var request = Request(routes[row["function"]], tokens[caller]);
                var answer = await connection.Send(request, Stop);
                if (Said(answer) != row[caller])
                    wrong.Add($"{row["function"]} as {caller} is {Said(answer)}: {answer.Status} {answer.Text}");
                wrong.AddRange(AnswerHeaders.Lacking(answer).Select(it => $"{row["function"]} as {caller}: {it}"));
            }

        Assert.Equal(routes.Keys.Order(StringComparer.Ordinal), table.Select(row => row["function"]));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_too_large_too_much_or_nowhere_says_the_same_to_a_browser()
    {
        var settings = new Dictionary<string, string>(FuzzSettings.NoLimits)
        {
            ["RateLimits__Money"] = "1 per hour, burst 1",
        };
        await using var host = await RunningHost.Start(Stop, settings);
        var tokens = await Tokens(host);
        using var connection = new WireConnection(host.Address);
        var code = Encoding.UTF8.GetBytes("""{"code":"ABCDEFGH23"}""");
        string[] headers = ["Content-Type: application/json", $"Authorization: Bearer {tokens[Own]}"];
        var redeem = new WireRequest("POST", $"/api/v1/accounts/{Own}/vouchers", headers, code);
        var large = new WireRequest("PUT", $"/api/v1/accounts/{Own}/profile", headers, new byte[300_000]);
        foreach (var (request, status) in ((WireRequest, int)[])[(redeem, 404), (redeem, 429), (large, 413)])
        {
            var answer = await connection.Send(request, Stop);

            Assert.Equal(status, answer.Status);
            Assert.Empty(AnswerHeaders.Lacking(answer));
            Assert.Equal(status == 429, answer.Headers.ContainsKey("retry-after"));
        }
    }

    private static async Task<Dictionary<string, string?>> Tokens(RunningHost host)
    {
        var tokens = new Dictionary<string, string?> { ["none"] = null };
        foreach (var account in (string[])[Own, "other"])
        {
            var token = await host.Api.Token(account, "customer", account, Stop);
            tokens[account] = token;
            var profile = SomeApi.Operations["PutProfile"].Examples[0].DeepClone();
            await host.Api.Put($"accounts/{account}/profile", token, profile, Stop);
        }

        foreach (var role in FuzzWorld.StaffAndServices) tokens[role] = await host.Api.Token(role, role, null, Stop);
        return tokens;
    }

    private static WireRequest Request(FuzzRoute route, string? token)
    {
        List<string> headers = token is null ? [] : [$"Authorization: Bearer {token}"];
        var body = "";
        if (route.Bodies is [var first, ..])
        {
            headers.Add($"Content-Type: {first.MediaType}");
            body = first.Example;
        }

        return new(route.Method, Named().Replace(route.Path, Value), headers, Encoding.UTF8.GetBytes(body));
    }

    private static string Value(Match name) => name.Value switch
    {
        "{account}" => Own,
        _ => RouteValues.Of(name.Value),
    };

    /// <summary>Somebody else's account is not there, which is told apart from what is missing in one's own.</summary>
    private static string Said(WireAnswer answer) => answer.Status switch
    {
        <= 0 => "no answer",
        401 when answer.Text.Contains("\"unauthenticated\"", StringComparison.Ordinal) => "401",
        403 => "403",
        404 when $"{JsonNode.Parse(answer.Body)?["detail"]}" == "There is no such account." => "404",
        _ => "in",
    };

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Named();
}
