using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>Makes the request of an index: a described one first, then spoilt in up to three ways.</summary>
internal sealed partial class FuzzRequests(ulong seed, FuzzWorld world)
{
    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "BREW"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Who has been erased can do nothing more, so nobody whom other requests need is.</summary>
    private const string Erasing = "EraseAccount";
    private const string Nobody = "nobody-yet";

    private static readonly Framing[] Lies = Enum.GetValues<Framing>();

    public FuzzCase Of(int index)
    {
        var dice = new Dice(seed, index);
        var route = dice.Of(world.Routes);
        var aim = AimAt(route, dice);
        var request = aim == Aim.Forged ? world.Notices.Forged(route, dice) : Described(route, aim, dice);
        var spoils = aim == Aim.Forged ? dice.Below(2) : dice.Below(4);
        for (var i = 0; i < spoils; i++) request = Spoil(route, request, dice);
        var isSameMethod = request.Method.Equals(route.Method, StringComparison.OrdinalIgnoreCase);
        return new(index, route, aim, aim != Aim.Allowed && isSameMethod, request);
    }

    private static Aim AimAt(FuzzRoute route, Dice dice)
    {
        if (route.IsWebhook) return Aim.Forged;
        if (route.Roles.Count == 0) return Aim.Allowed;
        return dice.Below(100) switch
        {
            < 45 => Aim.Allowed,
            < 65 => Aim.WrongRole,
            < 85 when route.IsAccounts && route.Roles.Contains("customer") => Aim.Stranger,
            _ => Aim.BadToken,
        };
    }

    private WireRequest Described(FuzzRoute route, Aim aim, Dice dice)
    {
        var account = aim != Aim.Allowed ? world.Victim : route.Name == Erasing ? Nobody : dice.Of(world.Actors);
        var token = aim switch
        {
            Aim.Allowed => world.Token(dice.Of(route.Roles.DefaultIfEmpty("").ToList()), account),
            Aim.WrongRole => world.Token(dice.Of(FuzzWorld.StaffAndServices.Except(route.Roles).ToList()), account),
            Aim.Stranger => world.Token("customer", dice.Of(world.Actors)),
            _ => dice.Of(world.BadTokens),
        };
        List<string> headers = token is null ? [] : [token];
        if (route.Method != "GET" && dice.Percent(30)) headers.Add($"Idempotency-Key: k{dice.Below(1_000)}");
        var body = "";
        if (route.Bodies.Count > 0)
        {
            (var mediaType, body) = dice.Of(route.Bodies);
            headers.Add($"Content-Type: {mediaType}");
        }

        var target = Path(route, account, dice) + Query(route, dice);
        return new(route.Method, target, headers, Encoding.UTF8.GetBytes(body));
    }

    private string Path(FuzzRoute route, string account, Dice dice) => Named().Replace(
        route.Path,
        name => name.Value == "{account}" ? account
            : dice.Percent(15) ? dice.Of(Odd.PathParts)
            : world.Known(route.Name, name.Value, account));

    private string Query(FuzzRoute route, Dice dice)
    {
        var asked = route.Queries.Where(_ => dice.Percent(30)).Select(name => $"{name}={Value(name, dice)}").ToList();
        return asked.Count == 0 ? "" : $"?{string.Join('&', asked)}";
    }

    private string Value(string name, Dice dice)
    {
        if (name != "cursor" || world.Cursors.Count == 0 || dice.Percent(20)) return dice.Of(Odd.QueryValues);
        var cursor = dice.Of(world.Cursors);
        if (dice.Percent(40)) return cursor;
        var place = dice.Below(cursor.Length);
        return dice.Percent(50)
            ? cursor[..place]
            : $"{cursor[..place]}{(char)('A' + dice.Below(26))}{cursor[(place + 1)..]}";
    }

    private static WireRequest Spoil(FuzzRoute route, WireRequest request, Dice dice) => dice.Below(20) switch
    {
        0 => request with { Method = dice.Of(Methods) },
        1 or 2 => request with { Headers = [.. request.Headers, dice.Of(Odd.Headers)] },
        3 or 4 => request with { Target = SpoiltPath(request.Target, dice) },
        5 or 6 or 7 => request with { Target = Asked(request.Target, route, dice) },
        8 => request with { Headers = [.. Untyped(request), $"Content-Type: {dice.Of(Odd.MediaTypes)}"] },
        9 => request with { Framing = dice.Of(Lies) },
        10 when dice.Percent(15) => request with { Body = Large(dice) },
        11 when dice.Percent(20) => request with { Headers = [.. request.Headers, .. ManyHeaders(dice)] },
        12 when request.Headers.Count > 0 => request with
        {
            Headers = [.. request.Headers, dice.Of(request.Headers)],
        },
        _ when request.Body.Length > 0 => request with { Body = SpoiltBody(request.Body, dice) },
        _ => request with { Target = Asked(request.Target, route, dice) },
    };

    private static IEnumerable<string> Untyped(WireRequest request) =>
        request.Headers.Where(header => !header.StartsWith("Content-Type", StringComparison.Ordinal));

    private static byte[] SpoiltBody(byte[] body, Dice dice)
    {
        if (dice.Percent(70) && InJson(body, dice) is { } spoilt) return spoilt;

        var place = dice.Below(body.Length);
        return dice.Below(5) switch
        {
            0 => [.. dice.Of(Odd.Bytes), .. body],
            1 => [.. body, .. dice.Of(Odd.Bytes)],
            2 => body[..place],
            3 => [.. body[..place], .. dice.Of(Odd.Bytes), .. body[place..]],
            _ => [.. body[..place], dice.Byte(), .. body[(place + 1)..]],
        };
    }

    /// <summary>Null for what is no JSON any more.</summary>
    private static byte[]? InJson(byte[] body, Dice dice)
    {
        try
        {
            return Encoding.UTF8.GetBytes(OddJson.Of(JsonNode.Parse(body, documentOptions: Strict), dice));
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string SpoiltPath(string target, Dice dice)
    {
        var parts = target.Split('?')[0].Split('/');
        parts[1 + dice.Below(parts.Length - 1)] = dice.Of(Odd.PathParts);
        return string.Join('/', parts);
    }

    private static string Asked(string target, FuzzRoute route, Dice dice)
    {
        var name = route.Queries.Count > 0 && dice.Percent(80) ? dice.Of(route.Queries) : dice.Of(Odd.PathParts);
        var sign = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{target}{sign}{name}={dice.Of(Odd.QueryValues)}";
    }

    private static byte[] Large(Dice dice) => Encoding.UTF8.GetBytes(
        $"{{\"{new string('a', dice.Of([10, 300_000]))}\":\"{new string('x', dice.Of([200_000, 1_000_000]))}\"}}");

    private static IEnumerable<string> ManyHeaders(Dice dice) =>
        Enumerable.Range(0, 10 + dice.Below(200)).Select(i => $"X-{i}: {new string('h', dice.Below(300))}");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Named();
}
