using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.EndToEnd.Tests.Support;
using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.EndToEnd.Tests.OpenApi;

/// <summary>What one probe was answered.</summary>
/// <param name="Faults">Of fields, as field:code.</param>
public sealed record Probed(int Status, IReadOnlyList<string> Faults, string Text);

/// <summary>One running app with a customer and a plan, so that every function gets as far as its body.</summary>
public sealed partial class DescribedHost : IAsyncLifetime
{
    private const string Account = "described";

    private readonly Dictionary<Role, string> _tokens = [];
    private string _plan = "";

    public RunningHost App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        App = await RunningHost.Start(stop, isDescribed: true);
        foreach (var role in Enum.GetValues<Role>())
            _tokens[role] = await App.Api.Token(
                $"{role}", EnumText.Format(role), role == Role.Customer ? Account : null, stop);

        var profile = SomeApi.Operations["PutProfile"].Examples[0].DeepClone();
        await App.Api.Put($"accounts/{Account}/profile", _tokens[Role.Customer], profile, stop);
        var draft = SomeApi.Operations["DraftPlan"].Examples[0].DeepClone();
        var plan = await App.Api.Post($"accounts/{Account}/plans", _tokens[Role.Sales], draft, "draft", stop);
        _plan = plan!["planId"]!.GetValue<string>();
        var send = $"accounts/{Account}/plans/{_plan}/send";
        await App.Api.Post(send, _tokens[Role.Sales], new JsonObject(), "send", stop);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Each function that takes a JSON object, once for each role that may send it.</summary>
    public static IEnumerable<(HttpFunction Function, Operation Operation, Role Role)> Senders =>
        from function in SomeApi.Functions
        let operation = SomeApi.Operations[function.Name]
        where operation.Sent is not null
        from role in SomeApi.Access.RolesOf(function.Name)
        select (function, operation, role);

    public Task<Probed> Send(HttpFunction function, Role role, JsonNode body, CancellationToken stop) =>
        Call(function, role, "", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), stop);

    public Task<Probed> Ask(HttpFunction function, Role? role, string query, CancellationToken stop)
    {
        var files = SomeApi.Operations[function.Name].Files;
        var content = files is [var file, ..]
            ? new StringContent(file.Sample ?? "", Encoding.UTF8, file.MediaType)
            : null;
        return Call(function, role, query, content, stop);
    }

    private async Task<Probed> Call(
        HttpFunction function, Role? role, string query, HttpContent? content, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(function.Method!), new Uri($"api/{Route(function)}{query}", UriKind.Relative));
        if (role is { } known) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[known]);
        request.Content = content;
        using var answer = await App.Http.SendAsync(request, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        var faults = answer.Content.Headers.ContentType?.MediaType == Problem.ContentType
            ? JsonNode.Parse(text)!["errors"]?.AsArray().Select(it => $"{it!["field"]}:{it["code"]}")
            : null;
        return new((int)answer.StatusCode, [.. faults ?? []], text);
    }

    private string Route(HttpFunction function) => Named().Replace(function.Route, name => name.Value switch
    {
        "{account}" => Account,
        "{plan}" => _plan,
        _ => RouteValues.Of(name.Value),
    });

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Named();
}
