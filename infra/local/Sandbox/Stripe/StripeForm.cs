using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>The parameters of a call, by their names in brackets (line_items[0][quantity]).</summary>
internal sealed class StripeForm(IReadOnlyDictionary<string, string> fields)
{
    public IEnumerable<string> Names => fields.Keys;

    public string? this[string name] => fields.GetValueOrDefault(name);

    /// <summary>The query of a GET, the form of a POST.</summary>
    public static async Task<StripeForm> Read(HttpRequest request, CancellationToken stop)
    {
        Dictionary<string, StringValues> sent;
        if (HttpMethods.IsGet(request.Method))
        {
            sent = QueryHelpers.ParseQuery(request.QueryString.Value);
        }
        else
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            sent = QueryHelpers.ParseQuery(await reader.ReadToEndAsync(stop));
        }

        return new(sent.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal));
    }

    /// <summary>Null when missing or no whole number.</summary>
    public long? Number(string name) =>
        long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The members of a map (metadata[a]=b).</summary>
    public Dictionary<string, string> Map(string name) => fields
        .Where(field => field.Key.StartsWith($"{name}[", StringComparison.Ordinal) && field.Key.EndsWith(']'))
        .ToDictionary(field => field.Key[(name.Length + 1)..^1], field => field.Value, StringComparer.Ordinal);

    /// <summary>The items of a list (expand[0]=a).</summary>
    public IReadOnlyCollection<string> List(string name) => Map(name).Values;

    /// <summary>All parameters in one order.</summary>
    public override string ToString() => string.Join('&', fields
        .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
}
