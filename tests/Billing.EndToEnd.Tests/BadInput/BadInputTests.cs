using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.BadInput;

/// <summary>Whatever is sent to whatever endpoint, the answer is a problem that names the rule, never a 500.</summary>
public sealed class BadInputTests(BadInputHost host) : IClassFixture<BadInputHost>
{
    private const string Own = "mine";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_spoilt_body_is_refused_by_every_endpoint()
    {
        var faults = new List<string>();
        foreach (var endpoint in Endpoint.WithBody)
        {
            var token = await host.Token(endpoint, Own);
            foreach (var (fault, body) in endpoint.SpoiltBodies())
                if (await Flaw(endpoint, token, body) is { } flaw) faults.Add($"{endpoint.Path}: {fault}: {flaw}");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_everywhere()
    {
        var large = $"[\"{new string('x', 300 * 1024)}\"]";
        foreach (var endpoint in Endpoint.WithBody)
        {
            var status = await Status(endpoint, await host.Token(endpoint, Own), large);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        }
    }

    [Fact]
    public async Task Another_media_type_is_415_everywhere()
    {
        foreach (var endpoint in Endpoint.WithBody)
        {
            using var answer = await Send(endpoint, await host.Token(endpoint, Own), endpoint.Body, "text/xml");
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=abc")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("cursor=abc")]
    [InlineData("cursor=%00%ff")]
    [InlineData("limit=1&limit=2")]
    public async Task Every_list_refuses_a_bad_page(string query)
    {
        string[] lists =
        [
            "accounts/{account}/credit-history", "accounts/{account}/usage", "accounts/{account}/vouchers",
            "accounts/{account}/notices",
            "voucher-campaigns", "quarantine", "outbox/set-aside", "bank-transfers", "plan-requests",
            "accounts/{account}/plans",
        ];
        foreach (var path in lists)
        {
            var list = Endpoint.All.Single(endpoint => endpoint.Method == "GET" && endpoint.Path == path);
            var flaw = await Flaw(list with { Path = $"{path}?{query}" }, await host.Token(list, Own), body: null);
            Assert.True(flaw is null, $"{path}?{query}: {flaw}");
        }
    }

    [Theory]
    [InlineData("accounts/{account}/statements/a:b.pdf")]
    [InlineData("accounts/{account}/statements/ab.xlsx")]
    [InlineData("accounts/{account}/invoices/01ARZ3NDEKTSV4RRFFQ69G.pdf")]
    public async Task A_file_whose_name_is_as_long_as_what_it_is_of_is_not_taken_for_both(string path) =>
        Assert.Null(await Flaw(new("GET", path, "customer"), await host.Token("customer", Own, expiresIn: 600), null));

    [Fact]
    public async Task Every_guarded_endpoint_wants_a_valid_token_of_the_right_role()
    {
        foreach (var endpoint in Endpoint.All.Where(endpoint => endpoint.Role is not null))
        {
            var good = await host.Token(endpoint.Role!, Own, expiresIn: 600);
            var wrongRole = await host.Token(endpoint.WrongRole, Own, expiresIn: 600);
            var expired = await host.Token(endpoint.Role!, Own, expiresIn: -600);

            Assert.Equal(HttpStatusCode.Unauthorized, await Status(endpoint, token: null, endpoint.Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(endpoint, "nonsense", endpoint.Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(endpoint, Forged(good), endpoint.Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(endpoint, Unsigned(good), endpoint.Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(endpoint, expired, endpoint.Body));
            Assert.Equal(HttpStatusCode.Forbidden, await Status(endpoint, wrongRole, endpoint.Body));
        }
    }

    [Fact]
    public async Task Somebody_elses_account_and_a_malformed_one_are_404()
    {
        foreach (var endpoint in Endpoint.All.Where(endpoint => endpoint.IsAccounts && endpoint.Role == "customer"))
        {
            var other = await host.Token("customer", "other", expiresIn: 600);
            Assert.Equal(HttpStatusCode.NotFound, await Status(endpoint, other, endpoint.Body));

            var path = endpoint.Path.Replace("{account}", "%27%20or%201%3D1", StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, await Status(endpoint with { Path = path }, other, endpoint.Body));
        }
    }

    private async Task<HttpStatusCode> Status(Endpoint endpoint, string? token, string? body)
    {
        using var answer = await Send(endpoint, token, body, endpoint.MediaType);
        return answer.StatusCode;
    }

    /// <summary>Null when the answer is a problem of the caller's making that says which rule was broken.</summary>
    private async Task<string?> Flaw(Endpoint endpoint, string? token, string? body)
    {
        using var answer = await Send(endpoint, token, body, endpoint.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        if ((int)answer.StatusCode is < 400 or >= 500) return $"{(int)answer.StatusCode} {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"no problem: {text}";

        var problem = JsonNode.Parse(text)!;
        var code = problem["code"]?.GetValue<string>();
        return code is { Length: > 0 } && problem["type"]?.GetValue<string>() == $"urn:billing:problem:{code}"
            && problem["status"]?.GetValue<int>() == (int)answer.StatusCode ? null : text;
    }

    private async Task<HttpResponseMessage> Send(Endpoint endpoint, string? token, string? body, string mediaType)
    {
        var path = endpoint.Path.Replace("{account}", Own, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(endpoint.Method), new Uri($"api/v1/{path}", UriKind.Relative));
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        return await host.App.Http.SendAsync(request, Stop);
    }

    private static string Forged(string token) => token[..^20] + new string(token[^15] == 'A' ? 'B' : 'A', 20);

    private static string Unsigned(string token) => $"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{token.Split('.')[1]}.";
}
