using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Sandbox.Rates;

/// <summary>A stand-in for a publisher of exchange rates: fixed rates of the hour, until it is told others.</summary>
internal sealed class RatesSandbox(TimeProvider clock)
{
    private const string Root = "/sandbox/rates";
    private const string Base = "USD";

    private readonly ConcurrentDictionary<string, decimal> _rates = new(StringComparer.Ordinal)
    {
        ["VND"] = 26_350m, ["JPY"] = 156.25m, ["EUR"] = 0.8642m, ["GBP"] = 0.7511m, ["SGD"] = 1.2984m,
    };

    private volatile RatesControl _control = new(false, 0);

    public static SandboxEntry Entry { get; } = new("rates", Map, new Dictionary<string, string>
    {
        [$"GET {Root}/latest"] = "what the publisher says now",
        [$"POST {Root}/_ctl"] = "give orders: fails, hoursOld, rates {VND, JPY, ...}",
    });

    private static void Map(IEndpointRouteBuilder app)
    {
        var sandbox = new RatesSandbox(app.ServiceProvider.GetRequiredService<TimeProvider>());
        app.MapGet($"{Root}/latest", sandbox.Latest);
        app.MapPost($"{Root}/_ctl", (HttpRequest request) => sandbox.Order(request));
    }

    private IResult Latest()
    {
        if (_control.Fails) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

        var now = clock.GetUtcNow();
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)).AddHours(-_control.HoursOld);
        return Results.Json(new Dictionary<string, object>
        {
            ["base"] = Base,
            ["time"] = hour.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["rates"] = new SortedDictionary<string, decimal>(_rates, StringComparer.Ordinal),
        });
    }

    private async Task<IResult> Order(HttpRequest request)
    {
        try
        {
            var orders = await JsonSerializer.DeserializeAsync<RatesControl>(request.Body, JsonSerializerOptions.Web);
            if (orders is not { HoursOld: >= 0 and < 10_000 }) return Results.BadRequest();

            _control = orders;
            foreach (var (currency, rate) in orders.Rates ?? []) _rates[currency] = rate;
            return Results.Json(orders);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }
}

/// <summary>What the publisher was told.</summary>
/// <param name="Fails">It answers nothing but 503.</param>
/// <param name="HoursOld">How long ago it says that it published.</param>
/// <param name="Rates">One dollar in other currencies; those left out stay.</param>
internal sealed record RatesControl(bool Fails, int HoursOld, Dictionary<string, decimal>? Rates = null);
