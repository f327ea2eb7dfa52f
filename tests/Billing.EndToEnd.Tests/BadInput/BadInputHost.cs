using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Support;

namespace Billing.EndToEnd.Tests.BadInput;

/// <summary>One running app for all bad input, and tokens for it.</summary>
public sealed class BadInputHost : IAsyncLifetime
{
    public RunningHost App { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        App = await RunningHost.Start(TestContext.Current.CancellationToken, isDescribed: true);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>A token with which the endpoint may be called; null where none is needed.</summary>
    public async Task<string?> Token(Endpoint endpoint, string account) =>
        endpoint.Role is { } role ? await Token(role, account, expiresIn: 600) : null;

    public async Task<string> Token(string role, string account, int expiresIn)
    {
        var wanted = new JsonObject
        {
            ["subject"] = "caller", ["roles"] = new JsonArray(role), ["expiresIn"] = expiresIn,
        };
        if (role == "customer") wanted["account"] = account;
        using var answer = await App.Http.PostAsJsonAsync("dev/token", wanted);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
    }
}
