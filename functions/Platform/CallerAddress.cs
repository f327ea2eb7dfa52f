using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Billing.Platform;

/// <summary>
/// Puts the caller's own address in the place of the nearest proxy's: what the outermost of our proxies wrote into
/// X-Forwarded-For. Whatever stands before that in the header, a caller may have made up.
/// </summary>
public sealed class CallerAddress(ProxySettings proxies) : IFunctionsWorkerMiddleware
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const int NetworkBytes = 8;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Forwarded($"{http.Request.Headers[ForwardedFor]}") is { } own)
            http.Connection.RemoteIpAddress = own;
        return next(context);
    }

    /// <summary>What counts as one caller: an IPv4 address, or of an IPv6 one the network, its first 64 bits.</summary>
    public static string Network(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "unknown";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();

        return Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes));
    }

    private IPAddress? Forwarded(string header)
    {
        if (proxies.ForwardedHops == 0) return null;

        var hops = header.Split(',', StringSplitOptions.TrimEntries);
        return hops.Length >= proxies.ForwardedHops && IPEndPoint.TryParse(hops[^proxies.ForwardedHops], out var end)
            ? end.Address
            : null;
    }
}

/// <summary>The proxies between callers and the app.</summary>
/// <param name="ForwardedHops">
/// How many of one's own add to X-Forwarded-For; 0 where there is none. Azure's front end is not counted: the worker's
/// web server takes its entry off the header and into the address of the connection before any step of ours.
/// </param>
public sealed record ProxySettings(int ForwardedHops)
{
    private const int MaxHops = 5;

    public static ProxySettings Read(Settings settings) => new(settings.Number("Http__ForwardedHops", 0, MaxHops));
}
