namespace Billing.EndToEnd.Tests.Support;

/// <summary>A value of the right shape for each name in a route.</summary>
internal static class RouteValues
{
    private const string Ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    /// <param name="name">In braces.</param>
    public static string Of(string name) => name switch
    {
        "{service}" => "gpu",
        "{meter}" => "hours",
        "{currency}" or "{from}" => "USD",
        "{to}" => "VND",
        "{country}" => "VN",
        "{month}" => "2026-03",
        "{method}" => "stripe",
        "{date}" => "2026-01-02",
        _ => Ulid,
    };
}
